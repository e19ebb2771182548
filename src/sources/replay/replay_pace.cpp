#include "sources/replay/replay_pace.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <utility>

namespace wee {

SteadyTime ReplayPace::due(WallTime recorded) {
    using Seconds = std::chrono::duration<double>;  // of nanoseconds, the longest distances do not fit
    constexpr Seconds kLongest = std::chrono::years{100};
    if (!speed_.is_paced()) {
        return clock_.steady_now();
    }
    if (!start_) {
        latest_due_ = clock_.steady_now();
    }
    if (recorded == WallTime()) {
        return latest_due_;
    }
    if (!start_) {
        start_ = Start{recorded.time_since_epoch(), latest_due_};
    }
    const Seconds distance = Seconds(recorded.time_since_epoch()) - start_->recorded;
    const Seconds wait = std::clamp(distance / speed_.factor, Seconds::zero(), kLongest);
    latest_due_ =
        std::max(latest_due_, start_->time + std::chrono::duration_cast<SteadyTime::duration>(wait));
    return latest_due_;
}

void ReplayPace::deliver(EventBatch events, const Deliver& deliver, const std::stop_token& stop) {
    if (!speed_.is_paced()) {
        deliver(std::move(events));
        return;
    }
    EventBatch ready;
    for (Event& event : events) {
        const SteadyTime time = due(event.timestamp);
        if (time > clock_.steady_now()) {
            if (!ready.empty()) {
                deliver(std::exchange(ready, {}));
            }
            if (!wait_until(time, stop)) {
                return;
            }
        }
        ready.push_back(std::move(event));
    }
    deliver(std::move(ready));
}

bool ReplayPace::wait_until(SteadyTime due, const std::stop_token& stop) const {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any woken;
    while (!stop.stop_requested() && clock_.steady_now() < due) {
        woken.wait_for(lock, stop, due - clock_.steady_now(), [] { return false; });
    }
    return !stop.stop_requested();
}

}  // namespace wee
