#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "event/event_kind.h"

namespace wee {

/// One value of a trigger's `type`: a kind of event, or a family of kinds.
struct TriggerType {
    std::string_view name;
    EventKindSet kinds;
};

const TriggerType* find_trigger_type(std::string_view name);
std::vector<std::string_view> trigger_type_names();

/// The type that was most likely meant by a word that is none: a slip of the pen, another word for the same
/// ("file_changed"), or the name that events have ("FileCreated"). Null when nothing is near.
const TriggerType* nearest_trigger_type(std::string_view word);

/// What messages call events of these kinds: "`file_created` events", "these events".
std::string name_of_kinds(EventKindSet kinds);

}  // namespace wee
