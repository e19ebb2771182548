#pragma once

#include <chrono>
#include <string>
#include <variant>

#include "base/clock.h"
#include "sources/timers/cron_schedule.h"

namespace wee {

/// Every so often, counted from the start.
struct IntervalTiming {
    std::chrono::milliseconds interval{};
};

/// Once.
struct OnceTiming {
    WallTime at;
};

/// When a timer is to tick, as the configuration says it.
struct TimerOptions {
    std::string name;
    std::variant<IntervalTiming, CronSchedule, OnceTiming> timing;
};

}  // namespace wee
