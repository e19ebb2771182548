#include "actions/retry.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>

namespace wee {
namespace {

/// Shifted by so much, a wait of 1 ms is beyond the longest.
constexpr std::uint32_t kMostDoublings = 20;

}  // namespace

std::chrono::milliseconds wait_after(std::uint32_t failed, const RetryOptions& options, double chance) {
    using Milliseconds = std::chrono::duration<double, std::milli>;
    const std::chrono::milliseconds longest = RetryOptions::kMaximumBackoff;
    const std::uint32_t doublings = std::min(failed - 1, kMostDoublings);
    const std::int64_t factor = std::int64_t{1} << doublings;
    const Milliseconds plain = options.backoff > longest / factor ? longest : options.backoff * factor;
    const Milliseconds jittered = plain * (1 + options.jitter * (2 * chance - 1));
    return std::min(std::chrono::duration_cast<std::chrono::milliseconds>(jittered), longest);
}

void pause(std::chrono::milliseconds duration, const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, stop, duration, [] { return false; });
}

double chance() {
    thread_local std::minstd_rand generator{std::random_device{}()};
    return std::uniform_real_distribution<double>()(generator);
}

}  // namespace wee
