#include "app/wishes.h"

namespace wee {

void Wishes::stop() {
    stop_.request_stop();
    const std::lock_guard lock(mutex_);
    changed_.notify_one();
}

void Wishes::reload() {
    const std::lock_guard lock(mutex_);
    reload_at_ = clock_.steady_now();
    changed_.notify_one();
}

void Wishes::configuration_changed() {
    const std::lock_guard lock(mutex_);
    reload_at_ = clock_.steady_now() + kQuietTime;
    changed_.notify_one();
}

Wishes::Wish Wishes::wait() {
    std::unique_lock lock(mutex_);
    while (!stop_.stop_requested()) {
        const SteadyTime now = clock_.steady_now();
        if (reload_at_ && now >= *reload_at_) {
            reload_at_.reset();
            return Wish::Reload;
        }
        if (reload_at_) {
            changed_.wait_for(lock, *reload_at_ - now);
        } else {
            changed_.wait(lock);
        }
    }
    return Wish::Stop;
}

}  // namespace wee
