#pragma once

#include <optional>
#include <vector>

#include "config/table_reader.h"
#include "os/environment.h"
#include "rules/trigger.h"

namespace wee {

/// Turns a rule's `trigger` table into the trigger tree. One reader per rule.
///
/// In one table `type`, the fields, `where` and the composites `all`, `any`, `not` are and-ed. Inside a
/// composite `type` may be left out; the condition is then about the events that stand around it:
/// `{ pattern = "*.tmp" }` within a file trigger.
class TriggerReader {
public:
    static constexpr int kMaximumDepth = 64;

    /// Both must outlive the reader.
    TriggerReader(const Environment& environment, Findings& findings)
        : environment_(environment), findings_(findings) {}

    /// Nothing when there was an error; it has been reported.
    std::optional<Trigger> read(const TomlTable& table, Position position);

private:
    using Conditions = std::vector<Trigger>;

    /// `kinds` are those that the condition may be about.
    std::optional<Trigger> read_table(const TomlTable& table, Position position, EventKindSet kinds);
    void read_conditions(TableReader& reader, EventKindSet kinds, Conditions& conditions);
    /// The kinds that the rest of the table may be about.
    EventKindSet read_type(TableReader& reader, EventKindSet around, Conditions& conditions);
    /// Of a wrong name: what was most likely meant, so that the fields beside it can be looked at.
    std::optional<EventKindSet> read_type_name(const Located<std::string>& name);
    void read_fields(TableReader& reader, EventKindSet kinds, Conditions& conditions);
    void refuse_field(TableReader& reader, const Key& key, EventKindSet kinds);
    void refuse_missing_type(const TableReader& reader);
    void read_list(TableReader& reader, const Key& key, EventKindSet kinds, Conditions& conditions);
    void read_not(TableReader& reader, EventKindSet kinds, Conditions& conditions);
    void refuse_the_impossible(const Trigger& trigger, const TableReader& reader);

    const Environment& environment_;
    Findings& findings_;
    int depth_ = 0;
    bool is_sound_ = true;
};

}  // namespace wee
