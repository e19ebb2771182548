#pragma once

#include "base/result.h"
#include "event/event.h"

namespace wee {

/// Where actions put the events that they emit (event/emitted_event.h). Any thread.
class EventEmitter {
public:
    virtual ~EventEmitter() = default;

    /// Gives the event its time and puts it on its way. Never waits. Fails with a sentence when nobody would
    /// see it any more, because the engine is about to end.
    virtual Result<void> emit(Event event) = 0;
};

}  // namespace wee
