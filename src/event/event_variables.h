#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "event/event.h"

namespace wee {

/// What templates (`{{NAME}}`) and children (environment) see of an event.

/// True for
/// - EVENT_PATH, FILENAME, DIRECTORY, EVENT_TYPE, EVENT_SOURCE, EVENT_ID, EVENT_TIMESTAMP, TIMESTAMP,
///   OLD_PATH, NEW_PATH, WINDOW_TITLE, PROCESS_NAME, PROCESS_PATH, PID, EXIT_CODE;
/// - `kind`, `source`, `id`, `timestamp` and every documented field by its own name, in lower case;
/// - EVENT_<FIELD> of a documented field;
/// - `metadata.<key>`, the field of exactly that name, and METADATA_<KEY>, the field's name in any case with
///   any character for what is no letter or digit.
bool is_event_variable(std::string_view name);

/// Every fixed name that `is_event_variable` accepts, for "did you mean".
const std::vector<std::string_view>& event_variable_names();

/// The value of a variable, empty where the event has none. EVENT_PATH and `path` are the path, or a rename's
/// new path; FILENAME and DIRECTORY are its parts. PROCESS_PATH is `exe`; PROCESS_NAME and `process_name` are
/// the field, or the file name of `exe`; PID and `pid` are the field, or `process_id`. `metadata.path` and
/// EVENT_PID are the field alone. Time stamps are as in base/timestamp.h.
std::string event_variable(const Event& event, std::string_view name);

/// EVENT_ID, EVENT_TYPE, EVENT_SOURCE, EVENT_TIMESTAMP, EVENT_PATH and EVENT_<FIELD> for every field, for a
/// child. Names are upper-case with `_` for every character but A-Z and 0-9. A value is cut at its first NUL
/// byte. Each name is there once: no field replaces the first five; of two fields of one name the first wins.
std::vector<std::pair<std::string, std::string>> event_environment(const Event& event);

}  // namespace wee
