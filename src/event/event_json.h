#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "event/event.h"

namespace wee {

/// The event as one line of JSON: {"id", "timestamp" (RFC 3339, UTC, microseconds), "kind", "source",
/// "metadata": {...}}. Every metadata value is a string; a byte that is no UTF-8 appears as the text `\xHH`.
std::string to_json(const Event& event);

/// Reads what `to_json` writes. `id`, `timestamp` and `source` may be missing (fresh id, the epoch, "");
/// `kind` may not. `kind` may be in snake_case; keys that are not known are ignored. Fails with a sentence
/// that names the key, or the line and column where the text is no JSON.
Result<Event> event_from_json(std::string_view text);

}  // namespace wee
