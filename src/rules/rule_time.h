#pragma once

#include "base/clock.h"

namespace wee {

/// Later than every time that is reckoned with.
inline constexpr SteadyTime kNever = SteadyTime::max();

/// `time` + `wait`, or the last moment before kNever where that is out of range: events of a replay may carry
/// any time stamp. REQUIRES: wait >= 0.
inline SteadyTime time_after(SteadyTime time, SteadyTime::duration wait) {
    constexpr SteadyTime kLast = kNever - SteadyTime::duration{1};
    return time >= kLast - wait ? kLast : time + wait;
}

}  // namespace wee
