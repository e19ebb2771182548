#pragma once

#include <mutex>

#include "base/clock.h"
#include "event/event_emitter.h"
#include "event/event_sink.h"

namespace wee {

/// The rules' own way onto the bus, open until the engine ends. Any thread.
class RuleEmitter final : public EventEmitter {
public:
    /// Both must outlive this.
    RuleEmitter(EventSink& sink, const Clock& clock) : sink_(sink), clock_(clock) {}

    Result<void> emit(Event event) override;
    /// What was emitted before has reached the sink; from now on every `emit` fails and says why.
    void close();

private:
    EventSink& sink_;
    const Clock& clock_;
    std::mutex mutex_;
    bool is_open_ = true;
};

}  // namespace wee
