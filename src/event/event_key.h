#pragma once

#include <string>

#include "event/event.h"

namespace wee {

/// The thing that an event is about: what debounce, throttle, modes and the like tell apart unless a rule
/// says otherwise. Events of one thing have one key, events of different things of one kind different ones:
/// - files: the path, or a rename's new path
/// - processes: `process_name`, else the file name of `exe`, else `pid`
/// - windows: `window_id`, else `pid` and `class` with a blank between, else `title`
/// - registry: `key_path`, and `\` and `value_name` where there is one
/// - emitted events: the path where they have one, else the name
/// - timers and EventsLost: the source's name
/// Empty where the event has none of these.
std::string default_key(const Event& event);

}  // namespace wee
