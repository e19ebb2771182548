#pragma once

#include <chrono>
#include <string>

namespace wee {

/// When a timer is to tick, as the configuration says it.
struct TimerOptions {
    std::string name;
    std::chrono::milliseconds interval{};
};

}  // namespace wee
