#pragma once

#include <optional>
#include <vector>

#include "config/table_reader.h"
#include "config/trigger_types.h"
#include "os/environment.h"
#include "rules/trigger.h"

namespace wee {

/// Turns a rule's `trigger` table into the trigger tree. One reader per rule.
///
/// In one table `type`, its fields and the composites `all`, `any`, `not` are and-ed. Inside a composite
/// `type` may be left out: `{ pattern = "*.tmp" }` is true for every file event of that pattern.
class TriggerReader {
public:
    static constexpr int kMaximumDepth = 64;

    /// Both must outlive the reader.
    TriggerReader(const Environment& environment, Findings& findings)
        : environment_(environment), findings_(findings) {}

    /// Nothing when there was an error; it has been reported.
    std::optional<Trigger> read(const TomlTable& table, Position position);

    /// True when a type was named that no source gives events of yet: that warning says all.
    [[nodiscard]] bool has_foreign_type() const { return has_foreign_type_; }

private:
    using Conditions = std::vector<Trigger>;

    std::optional<Trigger> read_table(const TomlTable& table, Position position);
    void read_type_and_fields(TableReader& reader, Conditions& conditions);
    const TriggerType* read_type(TableReader& reader);
    void read_file_fields(TableReader& reader, Conditions& conditions);
    void refuse_other_fields(TableReader& reader, const TriggerType* type);
    void refuse_untestable_fields(TableReader& reader, const TriggerType& type);
    void warn_of_foreign_type(const TableReader& reader, const TriggerType& type);
    void read_any_of(TableReader& reader, const Key& key, Conditions& conditions);
    std::optional<Trigger> read_field(const Key& key, const Located<std::string>& text);
    void read_composites(TableReader& reader, Conditions& conditions);
    void read_list(TableReader& reader, const Key& key, CompositeKind kind, Conditions& conditions);
    void read_not(TableReader& reader, Conditions& conditions);

    const Environment& environment_;
    Findings& findings_;
    int depth_ = 0;
    bool has_foreign_type_ = false;
    bool is_sound_ = true;
};

}  // namespace wee
