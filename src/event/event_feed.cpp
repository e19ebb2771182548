#include "event/event_feed.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace wee {

EventFeed::EventFeed(EventBus& bus, std::size_t limit) : bus_(bus), limit_(limit) {
    if (bus.policy() == OverflowPolicy::Block) {
        publisher_ = std::jthread([this](const std::stop_token& stop) { publish_until_stopped(stop); });
    }
}

EventFeed::~EventFeed() {
    publisher_.request_stop();
    if (publisher_.joinable()) {
        publisher_.join();
    }
}

void EventFeed::emit(EventBatch batch) {
    if (bus_.policy() == OverflowPolicy::DropOldest) {
        bus_.publish(std::move(batch), {});
    } else {
        keep(std::move(batch));
    }
}

void EventFeed::keep(EventBatch batch) {
    EventBatch lost;
    {
        const std::lock_guard lock(mutex_);
        waiting_events_ += batch.size();
        waiting_.push_back(std::move(batch));
        lost = take_excess();
    }
    changed_.notify_one();
    if (!lost.empty()) {
        bus_.count_lost(lost);
    }
}

/// Takes the oldest batches out until the limit holds.
EventBatch EventFeed::take_excess() {
    EventBatch excess;
    while (waiting_events_ > limit_) {
        EventBatch& oldest = waiting_.front();
        waiting_events_ -= oldest.size();
        std::ranges::move(oldest, std::back_inserter(excess));
        waiting_.pop_front();
    }
    return excess;
}

void EventFeed::finish(const std::stop_token& stop) {
    {
        const std::lock_guard lock(mutex_);
        finishing_ = true;
    }
    changed_.notify_one();
    const std::stop_callback give_up(stop, [this] { publisher_.request_stop(); });
    if (publisher_.joinable()) {
        publisher_.join();
    }
}

void EventFeed::publish_until_stopped(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [this] { return finishing_ || !waiting_.empty(); }) &&
           !waiting_.empty()) {
        EventBatch batch = std::move(waiting_.front());
        waiting_.pop_front();
        waiting_events_ -= batch.size();
        lock.unlock();
        bus_.publish(std::move(batch), stop);
        lock.lock();
    }
    for (const EventBatch& lost : std::exchange(waiting_, {})) {
        bus_.count_lost(lost);
    }
    waiting_events_ = 0;
}

}  // namespace wee
