#pragma once

#include "event/event.h"

namespace wee {

/// Where a source puts what it saw. `emit` never waits and never fails, so that a source's reading thread can
/// go straight back to its kernel queue; what cannot be kept is dropped and counted behind it. Any thread.
class EventSink {
public:
    virtual ~EventSink() = default;
    virtual void emit(EventBatch batch) = 0;
};

}  // namespace wee
