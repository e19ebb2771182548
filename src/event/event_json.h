#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

/// Reads one event, or an array of them, however the text is laid out. An error says which event is wrong.
Result<EventBatch> events_from_json(std::string_view text);

/// Reads many events one after the other, as `event_from_json` does, some ten times as fast: it keeps its
/// memory from one to the next. Not synchronised.
class EventJsonReader {
public:
    EventJsonReader();
    ~EventJsonReader();
    EventJsonReader(EventJsonReader&&) noexcept;
    EventJsonReader& operator=(EventJsonReader&&) noexcept;

    /// Reads into `event`, which is to be new. Errors call the text's first line `line`. After an error
    /// `event` is of no use.
    Result<void> read(std::string_view text, std::size_t line, Event& event);

private:
    class Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace wee
