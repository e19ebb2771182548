#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "event/event.h"

namespace wee {

/// `event_from_json` and `events_from_json` themselves: every deviation gets its sentence. Errors count lines
/// from `first_line`.
Result<Event> diagnose_event(std::string_view text, std::size_t first_line);
Result<EventBatch> diagnose_events(std::string_view text);

}  // namespace wee
