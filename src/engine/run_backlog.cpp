#include "engine/run_backlog.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace wee {

void RunBacklog::wait_until_at_most(std::uint64_t most, const std::stop_token& stop) const {
    // Who waits here has nothing better to do, and a run takes longer than this: no need for a wake-up of its
    // own in the executor.
    constexpr std::chrono::milliseconds kBetweenLooks{2};
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any woken;
    while (!stop.stop_requested()) {
        const ExecutorTotals totals = executor_.totals();
        if (totals.runs_waiting + totals.runs_running <= most) {
            return;
        }
        woken.wait_for(lock, stop, kBetweenLooks, [] { return false; });
    }
}

}  // namespace wee
