#include "event/event_feed.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

namespace wee {

EventFeed::EventFeed(EventBus& bus, std::size_t limit, StartThread start)
    : bus_(bus), limit_(limit), start_thread_(std::move(start)) {
    if (bus.policy() == OverflowPolicy::Block) {
        ensure_publisher();
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
    } else if (ensure_publisher()) {
        keep(std::move(batch));
    } else {
        publish_what_fits(std::move(batch));
    }
}

/// False when there is no thread to be had.
bool EventFeed::ensure_publisher() {
    const std::lock_guard lock(mutex_);
    if (has_publisher_ || finishing_) {
        return has_publisher_;
    }
    try {
        publisher_ = start_thread_([this](const std::stop_token& stop) { publish_until_stopped(stop); });
        has_publisher_ = true;
    } catch (const std::system_error&) {
        // Threads come and go: the next batch may find one.
    }
    return has_publisher_;
}

/// A stop that was requested already keeps the bus from waiting: it drops and counts what has no room.
void EventFeed::publish_what_fits(EventBatch batch) {
    std::stop_source stop;
    stop.request_stop();
    bus_.publish(std::move(batch), stop.get_token());
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
