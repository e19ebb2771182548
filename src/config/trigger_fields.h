#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/table_reader.h"
#include "os/environment.h"
#include "rules/trigger.h"

namespace wee {

/// What a field's value is read with. Both references must outlive it.
struct FieldContext {
    const Environment& environment;
    Findings& findings;
    std::optional<CaseSensitivity>
        sensitivity;  ///< What `ignore_case` says; nothing: the field's own default.
};

/// One condition that a trigger may have beside its `type`.
struct TriggerField {
    using ReadText = std::optional<Trigger> (*)(const Located<std::string>& text,
                                                const FieldContext& context);
    Key key;
    EventKindSet kinds;            ///< Whose events have what it looks at.
    ReadText read_text = nullptr;  ///< Null: the value is a number.
};

std::span<const TriggerField> trigger_fields();
/// The names of the fields that events of these kinds may have.
std::vector<std::string_view> field_names(EventKindSet kinds);

/// Adds the field's condition when the table has it; a list means any of. False when there was an error; it
/// has been reported.
bool read_field(TableReader& reader, const TriggerField& field, const FieldContext& context,
                std::vector<Trigger>& conditions);

/// One of them, or any of all: what a list means. REQUIRES: not empty.
Trigger any_of_list(std::vector<Trigger> alternatives, const std::string& label);

}  // namespace wee
