#pragma once

#include <chrono>
#include <mutex>

#include "base/clock.h"

namespace wee {

/// A clock that stands still until the test moves it. Begins at 2026-01-01T12:00:00Z. Any thread.
class ManualClock final : public Clock {
public:
    [[nodiscard]] SteadyTime steady_now() const override {
        const std::lock_guard lock(mutex_);
        return steady_;
    }
    [[nodiscard]] WallTime wall_now() const override {
        const std::lock_guard lock(mutex_);
        return wall_;
    }

    /// Moves both clocks on.
    void advance(std::chrono::nanoseconds by) {
        const std::lock_guard lock(mutex_);
        steady_ += std::chrono::duration_cast<SteadyTime::duration>(by);
        wall_ += std::chrono::duration_cast<WallTime::duration>(by);
    }

    /// Sets the calendar alone, also back, as users and time servers do.
    void set_wall(WallTime time) {
        const std::lock_guard lock(mutex_);
        wall_ = time;
    }

private:
    mutable std::mutex mutex_;
    SteadyTime steady_{std::chrono::hours{1}};
    WallTime wall_{std::chrono::sys_days{std::chrono::January / 1 / 2026} + std::chrono::hours{12}};
};

}  // namespace wee
