#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/event_id.h"
#include "event/event_kind.h"
#include "event/fields.h"

namespace wee {

/// One thing that happened. A plain value: copy, move, write down, read back (event/event_json.h).
struct Event {
    EventId id;
    WallTime timestamp;
    EventKind kind = EventKind::EventsLost;
    std::string source;  ///< The configured name of the source that saw it.
    Fields metadata;

    friend bool operator==(const Event&, const Event&) = default;
};

static_assert(sizeof(Event) < 500, "an event holds under 500 bytes beyond its strings");

/// Events travel in batches: one hand-over for all that one read of the kernel gave.
using EventBatch = std::vector<Event>;

/// A new event with a fresh id and nothing in it but these.
inline Event make_event(EventKind kind, std::string source, WallTime timestamp) {
    return Event{EventId::generate(), timestamp, kind, std::move(source), {}};
}

}  // namespace wee
