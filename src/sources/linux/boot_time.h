#pragma once

#include <time.h>

#include <chrono>

#include "base/clock.h"
#include "sources/process_facts.h"

namespace wee {

/// Nanoseconds since boot, the time suspended included: the clock that the kernel dates processes with.
inline std::chrono::nanoseconds boot_now() {
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// Turns times since boot into moments, by what both clocks show at this object's making: make one for each
/// read of the kernel, so that a calendar that was set meanwhile is followed.
class BootTime {
public:
    explicit BootTime(const Clock& clock) : uptime_(boot_now()), wall_(clock.wall_now()) {}

    [[nodiscard]] ProcessMoment now() const { return {uptime_, wall_}; }
    [[nodiscard]] ProcessMoment moment_of(std::chrono::nanoseconds uptime) const {
        return {uptime, wall_ - std::chrono::duration_cast<WallTime::duration>(uptime_ - uptime)};
    }

private:
    std::chrono::nanoseconds uptime_;
    WallTime wall_;
};

}  // namespace wee
