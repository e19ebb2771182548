#pragma once

#include <chrono>

#include "base/clock.h"

namespace wee {

/// How long one execution may take. The deadline is set when its host has the script.
struct ScriptTime {
    std::chrono::milliseconds limit{std::chrono::seconds{30}};
    SteadyTime deadline = SteadyTime::max();
};

}  // namespace wee
