#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "base/clock.h"
#include "sources/timers/timer_options.h"

namespace wee {

/// When to look again: a time of a clock that only goes on, or of the calendar (WallTime::max(): whenever the
/// calendar is set).
using TimerMoment = std::variant<SteadyTime, WallTime>;

/// One tick.
struct TimerDue {
    WallTime scheduled;        ///< When it was to come.
    std::uint64_t missed = 0;  ///< Ticks before it that nobody was there for; they are not made up for.
};

/// Which ticks a timer gives, as time goes on. Not synchronised.
class TimerSchedule {
public:
    virtual ~TimerSchedule() = default;
    /// The tick that is due now, if any; after it, none until the next is due.
    virtual std::optional<TimerDue> take_due(const Clock& clock) = 0;
    [[nodiscard]] virtual TimerMoment next() const = 0;
};

/// Tick n comes at start + n * interval: a late one does not delay those after it.
class IntervalSchedule final : public TimerSchedule {
public:
    IntervalSchedule(std::chrono::milliseconds interval, SteadyTime start)
        : interval_(interval), next_(start + interval) {}

    std::optional<TimerDue> take_due(const Clock& clock) override;
    [[nodiscard]] TimerMoment next() const override { return next_; }

private:
    const std::chrono::milliseconds interval_;
    SteadyTime next_;
};

/// Ticks at times of the calendar, whatever happens to the calendar.
///
/// It goes forwards by more than time passed (the machine slept, the clock was set): what was due meanwhile
/// is one tick, the latest, which says how many others there were. It goes back by up to `steadiness` from the
/// last tick: no tick comes a second time. It goes back further: its times come again.
class CalendarSchedule final : public TimerSchedule {
public:
    /// The first time after that one.
    using NextAfter = std::function<std::optional<WallTime>(WallTime)>;

    CalendarSchedule(NextAfter next_after, std::chrono::seconds steadiness, WallTime start)
        : next_after_(std::move(next_after)), steadiness_(steadiness), position_(start) {
        find_next();
    }

    std::optional<TimerDue> take_due(const Clock& clock) override;
    [[nodiscard]] TimerMoment next() const override { return next_; }

private:
    void find_next() { next_ = next_after_(position_).value_or(WallTime::max()); }
    void go_back(WallTime now);
    TimerDue take_until(WallTime now);

    const NextAfter next_after_;
    const std::chrono::seconds steadiness_;
    WallTime position_;  ///< What comes after it has not been looked at yet.
    WallTime next_;
    std::optional<WallTime> last_tick_;
};

/// The schedule of these options, beginning now.
std::unique_ptr<TimerSchedule> make_timer_schedule(const TimerOptions& options, const Clock& clock);

}  // namespace wee
