#pragma once

#include <memory>
#include <stop_token>

#include "base/clock.h"
#include "base/result.h"
#include "sources/timers/timer_schedule.h"

namespace wee {

/// What a timer sleeps with. Port: tests ring by hand. One thread at a time.
class TimerAlarm {
public:
    virtual ~TimerAlarm() = default;
    /// Called once, before the first wait. Fails with a sentence.
    virtual Result<void> open() { return {}; }
    /// Returns at that moment, when a stop is requested, or when the calendar was set; now and then for no
    /// reason. A time of the calendar that has passed returns at once.
    virtual void wait_until(const TimerMoment& moment, const std::stop_token& stop) = 0;
};

/// For every system: a calendar that was set is noticed within a minute. `clock` must outlive it.
std::unique_ptr<TimerAlarm> make_portable_timer_alarm(const Clock& clock);

}  // namespace wee
