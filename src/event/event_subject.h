#pragma once

#include <string_view>

#include "event/event.h"

namespace wee {

/// What an event is about, in whichever field it is kept. Views into the event; empty where it has none.

/// The field's value.
std::string_view field_text(const Event& event, FieldId id);

/// `path`, or a rename's `new_path`.
std::string_view subject_path(const Event& event);

/// `process_name`, or the file name of `exe`.
std::string_view subject_process(const Event& event);

/// `pid`, or `process_id`.
std::string_view subject_pid(const Event& event);

}  // namespace wee
