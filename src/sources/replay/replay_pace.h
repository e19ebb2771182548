#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

#include "base/clock.h"
#include "event/event.h"
#include "sources/replay/replay_speed.h"

namespace wee {

/// Lets recorded events come in their own time, or in a multiple of it. The first is due at once. Time never
/// goes back: an event that was recorded before the one in front of it is due with that one, and so is one
/// without a time stamp (the epoch). Not synchronised.
class ReplayPace {
public:
    /// `clock` must outlive the pace.
    ReplayPace(ReplaySpeed speed, const Clock& clock) : speed_(speed), clock_(clock) {}

    using Deliver = std::function<void(EventBatch events)>;
    /// Hands the events on in order, each when it is due; what is due together goes together. Returns when
    /// all went, or when `stop` is requested: then the rest is left out.
    void deliver(EventBatch events, const Deliver& deliver, const std::stop_token& stop);

    /// When an event that was recorded at that time is due.
    SteadyTime due(WallTime recorded);

private:
    bool wait_until(SteadyTime due, const std::stop_token& stop) const;

    struct Start {
        std::chrono::duration<double> recorded;
        SteadyTime time;
    };

    ReplaySpeed speed_;
    const Clock& clock_;
    std::optional<Start> start_;
    SteadyTime latest_due_{};
};

}  // namespace wee
