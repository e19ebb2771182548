#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include <boost/circular_buffer.hpp>

#include "base/clock.h"
#include "rules/rule_time.h"

namespace wee {

/// When a key fired within a window that slides, exactly. Holds at most as many times as are allowed, and room
/// for few until there are many.
class RecentFirings {
public:
    /// Counts a firing, unless there were `most` within `window` before it. REQUIRES: `now` never goes back.
    bool count(SteadyTime now, std::uint32_t most, std::chrono::milliseconds window) {
        while (!times_.empty() && time_after(times_.front(), window) <= now) {
            times_.pop_front();
        }
        if (times_.size() >= most) {
            return false;
        }
        if (times_.full()) {
            times_.set_capacity(std::min<std::size_t>(most, 2 * times_.capacity() + 1));
        }
        times_.push_back(now);
        forgotten_at_ = time_after(now, window);
        return true;
    }

    /// From when on none of them counts any more.
    [[nodiscard]] SteadyTime forgotten_at() const { return forgotten_at_; }

private:
    boost::circular_buffer<SteadyTime> times_;
    SteadyTime forgotten_at_{};
};

}  // namespace wee
