#pragma once

#include <string_view>

#include "base/result.h"

namespace wee {

/// How fast recorded events come again.
struct ReplaySpeed {
    double factor = 0;  ///< So many times as fast as they were recorded; 0: without any wait.

    [[nodiscard]] bool is_paced() const { return factor > 0; }
    friend bool operator==(const ReplaySpeed&, const ReplaySpeed&) = default;
};

/// Reads "fast", "recorded" (which is 1) or a factor from 0.001 to 1,000,000: "10", "0.5".
Result<ReplaySpeed> parse_replay_speed(std::string_view text);

}  // namespace wee
