#pragma once

#include <time.h>

#include <atomic>
#include <chrono>

#include "base/clock.h"
#include "sources/processes/process_facts.h"

namespace wee {

/// Nanoseconds since boot, the time suspended included: the clock that the kernel dates processes with.
inline std::chrono::nanoseconds boot_now() {
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// Turns times since boot into moments. The distance between the two clocks is the same for all objects of the
/// program until the calendar was set, so that two monitors date one process alike.
class BootTime {
public:
    explicit BootTime(const Clock& clock)
        : uptime_(boot_now()), offset_(settled(clock.wall_now() - uptime_)) {}

    [[nodiscard]] ProcessMoment now() const { return moment_of(uptime_); }
    [[nodiscard]] ProcessMoment moment_of(std::chrono::nanoseconds uptime) const {
        return {uptime, std::chrono::time_point_cast<WallTime::duration>(offset_ + uptime)};
    }

private:
    using Offset = std::chrono::time_point<std::chrono::system_clock, std::chrono::nanoseconds>;

    static Offset settled(Offset measured) {
        constexpr std::chrono::milliseconds kSet{50};  // beyond what taking two times takes
        static std::atomic<Offset> common{Offset{}};
        const Offset before = common;
        if (measured - before < kSet && before - measured < kSet) {
            return before;
        }
        common = measured;
        return measured;
    }

    std::chrono::nanoseconds uptime_;
    Offset offset_;
};

}  // namespace wee
