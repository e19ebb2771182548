#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "config/table_reader.h"
#include "event/event_kind.h"

namespace wee {

enum class TriggerFamily { File, Window, Process, Registry, Timer };

/// One value of a trigger's `type`.
struct TriggerType {
    std::string_view name;
    TriggerFamily family;
    EventKindSet kinds;
};

enum class FieldType { Text, Number };

/// One condition that triggers of some families may have.
struct TriggerField {
    Key key;
    std::vector<TriggerFamily> families;
    FieldType type;

    [[nodiscard]] bool belongs_to(TriggerFamily family) const;
};

std::span<const TriggerType> trigger_types();
const TriggerType* find_trigger_type(std::string_view name);
std::vector<std::string_view> trigger_type_names();

std::span<const TriggerField> trigger_fields();
/// The names of a family's fields.
std::vector<std::string_view> field_names(TriggerFamily family);
/// "file", "window", ...
std::string_view family_name(TriggerFamily family);

}  // namespace wee
