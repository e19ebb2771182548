#pragma once

#include <chrono>

namespace wee {

/// Never goes back; for waits, time-outs and durations.
using SteadyTime = std::chrono::steady_clock::time_point;
/// What a calendar shows; for time stamps.
using WallTime = std::chrono::system_clock::time_point;

/// Where every part of the engine takes its time from, so that tests need not sleep.
/// Safe to call from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual SteadyTime steady_now() const = 0;
    [[nodiscard]] virtual WallTime wall_now() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
public:
    [[nodiscard]] SteadyTime steady_now() const override { return std::chrono::steady_clock::now(); }
    [[nodiscard]] WallTime wall_now() const override { return std::chrono::system_clock::now(); }
};

}  // namespace wee
