#pragma once

#include <optional>

#include "sources/timers/timer_alarm.h"
#include "tests/support/awaited.h"

namespace wee {

/// What a test rings by hand. Any thread; outlives the alarms that it gives.
class TimerBell {
public:
    /// Waits until the timer sleeps, and returns until when. Nothing when the deadline came first.
    [[nodiscard]] std::optional<TimerMoment> wait_for_sleep() const {
        const bool sleeps = state_.wait_until([](const State& state) { return state.moment.has_value(); });
        return sleeps ? state_.read([](const State& state) { return state.moment; }) : std::nullopt;
    }
    /// Wakes the timer, which then looks at the clock.
    void ring() {
        state_.change([](State& state) {
            ++state.rings;
            state.moment.reset();
        });
    }

    std::unique_ptr<TimerAlarm> alarm() { return std::make_unique<Alarm>(state_); }

private:
    struct State {
        std::optional<TimerMoment> moment;
        int rings = 0;
    };

    class Alarm final : public TimerAlarm {
    public:
        explicit Alarm(Awaited<State>& state) : state_(state) {}
        void wait_until(const TimerMoment& moment, const std::stop_token& stop) override {
            const int rings = state_.change([&](State& state) {
                state.moment = moment;
                return state.rings;
            });
            state_.wait_until_stopped(stop, [rings](const State& state) { return state.rings > rings; });
        }

    private:
        Awaited<State>& state_;
    };

    Awaited<State> state_;
};

}  // namespace wee
