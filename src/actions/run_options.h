#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace wee {

/// What becomes of a run that comes while another of the same rule and key waits or runs.
enum class RunMode {
    Queued,    ///< It waits its turn.
    Single,    ///< It is left out.
    Restart,   ///< The other is stopped, and it runs instead.
    Parallel,  ///< It runs beside the other.
};

/// How the runs of one rule stand to each other.
struct RunOptions {
    RunMode mode = RunMode::Queued;
    /// How many of the rule's runs, of all keys, run at the same time. Zero: as many as there are processors.
    std::size_t maximum_at_once = 0;
    /// After the end of a run none of the same key starts for this long; what comes meanwhile is left out.
    std::chrono::milliseconds cooldown{0};
};

/// What follows when an action fails: it is tried again, at most `attempts` times in all.
struct RetryOptions {
    std::uint32_t attempts = 1;
    /// Before the second attempt; twice that before the third, and so on, up to kMaximumBackoff.
    std::chrono::milliseconds backoff{std::chrono::seconds{1}};
    /// Each wait is longer or shorter by up to this part of it, by chance: 0 to 1.
    double jitter = 0;

    static constexpr std::chrono::minutes kMaximumBackoff{5};
};

}  // namespace wee
