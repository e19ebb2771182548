#include "sources/timers/timer_schedule.h"

#include <algorithm>

namespace wee {
namespace {

using std::chrono::sys_seconds;

constexpr sys_seconds kLastSecond = std::chrono::floor<std::chrono::seconds>(WallTime::max());

/// Makes the schedule for the kind of timing.
struct ScheduleMaker {
    const Clock& clock;

    using Made = std::unique_ptr<TimerSchedule>;
    Made operator()(const IntervalTiming& timing) const {
        return std::make_unique<IntervalSchedule>(timing.interval, clock.steady_now());
    }
    Made operator()(const CronSchedule& cron) const {
        const auto next_after = [cron](WallTime time) -> std::optional<WallTime> {
            const auto next = cron.next_after(std::chrono::floor<std::chrono::seconds>(time));
            return next && *next < kLastSecond ? std::optional<WallTime>(*next) : std::nullopt;
        };
        // As in cron: hours that are named come once when the clock is mended; other lines go by what it
        // shows.
        const bool names_hours = cron.expression().names_hours();
        const std::chrono::seconds steadiness =
            names_hours ? std::chrono::hours{3} : std::chrono::seconds{std::chrono::minutes{1}};
        return std::make_unique<CalendarSchedule>(next_after, steadiness, clock.wall_now());
    }
    Made operator()(const OnceTiming& timing) const {
        const auto next_after = [at = timing.at](WallTime time) {
            return at > time ? std::optional(at) : std::nullopt;
        };
        return std::make_unique<CalendarSchedule>(next_after, std::chrono::years{200}, clock.wall_now());
    }
};

}  // namespace

std::optional<TimerDue> IntervalSchedule::take_due(const Clock& clock) {
    const SteadyTime now = clock.steady_now();
    if (now < next_) {
        return std::nullopt;
    }
    const auto missed = (now - next_) / interval_;
    const SteadyTime scheduled = next_ + missed * interval_;
    next_ = scheduled + interval_;
    return TimerDue{clock.wall_now() - std::chrono::duration_cast<WallTime::duration>(now - scheduled),
                    static_cast<std::uint64_t>(missed)};
}

std::optional<TimerDue> CalendarSchedule::take_due(const Clock& clock) {
    const WallTime now = clock.wall_now();
    if (now < position_) {
        go_back(now);
    }
    if (next_ > now) {
        return std::nullopt;
    }
    return take_until(now);
}

void CalendarSchedule::go_back(WallTime now) {
    const bool is_repetition = last_tick_ && *last_tick_ - now <= steadiness_;
    position_ = is_repetition ? *last_tick_ : now;
    find_next();
}

TimerDue CalendarSchedule::take_until(WallTime now) {
    constexpr std::uint64_t kMostCounted = 50'000;
    TimerDue due{next_, 0};
    position_ = next_;
    find_next();
    while (next_ <= now) {
        due = {next_, due.missed + 1};
        const bool was_far_off = due.missed == kMostCounted;  // a clock that was years behind
        position_ = was_far_off ? std::max(next_, now - std::chrono::days{1}) : next_;
        find_next();
    }
    last_tick_ = due.scheduled;
    return due;
}

std::unique_ptr<TimerSchedule> make_timer_schedule(const TimerOptions& options, const Clock& clock) {
    return std::visit(ScheduleMaker{clock}, options.timing);
}

}  // namespace wee
