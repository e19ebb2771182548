#include "event/event_bus.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <iterator>
#include <utility>

namespace wee {
namespace {

// Far deadlines are waited for in parts, so that no time on the machine's clock is out of its range.
constexpr SteadyTime::duration kLongestWait = std::chrono::hours{24};

}  // namespace

EventBus::EventBus(std::size_t capacity, OverflowPolicy policy, const Clock& clock)
    : capacity_(capacity), policy_(policy), clock_(clock) {
    assert(capacity > 0);
}

void EventBus::publish(EventBatch batch, const std::stop_token& stop) {
    if (batch.empty()) {
        return;
    }
    if (policy_ == OverflowPolicy::DropOldest) {
        publish_dropping_oldest(std::move(batch));
    } else {
        publish_blocking(std::move(batch), stop);
    }
    has_events_.notify_one();
}

void EventBus::publish_dropping_oldest(EventBatch batch) {
    const std::lock_guard lock(mutex_);
    totals_.generated += batch.size();
    append(std::move(batch));
    if (waiting_events_ > capacity_) {
        drop_oldest(waiting_events_ - capacity_);
    }
}

void EventBus::publish_blocking(EventBatch batch, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    totals_.generated += batch.size();
    held_events_ += batch.size();
    auto next = batch.begin();
    while (next != batch.end() && wait_for_room(lock, stop)) {
        const auto room = static_cast<std::ptrdiff_t>(capacity_ - waiting_events_);
        const auto end = next + std::min(room, batch.end() - next);
        held_events_ -= static_cast<std::size_t>(end - next);
        append(EventBatch(std::make_move_iterator(next), std::make_move_iterator(end)));
        next = end;
        has_events_.notify_one();
    }
    held_events_ -= static_cast<std::size_t>(batch.end() - next);
    std::for_each(next, batch.end(), [this](const Event& event) { count_drop(event); });
}

bool EventBus::wait_for_room(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
    return has_room_.wait(lock, stop, [this] { return closed_ || waiting_events_ < capacity_; }) && !closed_;
}

void EventBus::append(EventBatch batch) {
    waiting_events_ += batch.size();
    waiting_.push_back(Waiting{std::move(batch)});
}

void EventBus::drop_oldest(std::size_t count) {
    while (count > 0) {
        Waiting& oldest = waiting_.front();
        const std::size_t dropped = std::min(count, oldest.events.size() - oldest.next);
        for (std::size_t i = 0; i < dropped; ++i) {
            count_drop(oldest.events[oldest.next + i]);
        }
        oldest.next += dropped;
        waiting_events_ -= dropped;
        count -= dropped;
        if (oldest.next == oldest.events.size()) {
            waiting_.pop_front();
        }
    }
}

void EventBus::count_drop(const Event& event) {
    ++totals_.dropped;
    ++totals_.dropped_by_source[event.source];
    dropped_.store(totals_.dropped, std::memory_order_relaxed);
}

void EventBus::count_lost(const EventBatch& lost) {
    const std::lock_guard lock(mutex_);
    totals_.generated += lost.size();
    std::ranges::for_each(lost, [this](const Event& event) { count_drop(event); });
}

TakeResult EventBus::take(EventBatch& batch, const std::stop_token& stop,
                          std::optional<SteadyTime> deadline) {
    batch.clear();
    if (must_wait()) {
        wait_for_news(stop, deadline);
    }
    {
        const std::lock_guard lock(mutex_);
        if (stop.stop_requested()) {
            return TakeResult::Closed;
        }
        if (std::exchange(woken_, false)) {
            return TakeResult::Woken;
        }
        if (waiting_.empty()) {
            return closed_ ? TakeResult::Closed : TakeResult::Deadline;
        }
        move_oldest_into(batch);
    }
    has_room_.notify_one();
    return TakeResult::Events;
}

bool EventBus::must_wait() const {
    const std::lock_guard lock(mutex_);
    return !has_news();
}

// A plain condition variable: one that takes a stop token has a lock of its own, which the publisher still
// holds when the consumer wakes. That costs each event another switch between threads.
void EventBus::wait_for_news(const std::stop_token& stop, std::optional<SteadyTime> deadline) {
    const std::stop_callback on_stop(stop, [this] {
        { const std::lock_guard lock(mutex_); }  // it either sleeps already or will see the stop
        has_events_.notify_one();
    });
    std::unique_lock lock(mutex_);
    const auto is_over = [this, &stop] { return has_news() || stop.stop_requested(); };
    if (!deadline) {
        has_events_.wait(lock, is_over);
        return;
    }
    // The machine's clock says how long to sleep, the bus's own when the deadline has come.
    SteadyTime::duration left = *deadline - clock_.steady_now();
    while (left > SteadyTime::duration::zero() && !is_over()) {
        has_events_.wait_for(lock, std::min(left, kLongestWait), is_over);
        left = *deadline - clock_.steady_now();
    }
}

void EventBus::move_oldest_into(EventBatch& batch) {
    Waiting oldest = std::move(waiting_.front());
    waiting_.pop_front();
    batch = std::move(oldest.events);
    batch.erase(batch.begin(), batch.begin() + static_cast<std::ptrdiff_t>(oldest.next));
    waiting_events_ -= batch.size();
    taken_events_ += batch.size();
}

void EventBus::wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    has_events_.notify_one();
}

void EventBus::acknowledge(std::size_t count) {
    const std::lock_guard lock(mutex_);
    assert(count <= taken_events_);
    taken_events_ -= count;
    totals_.processed += count;
}

void EventBus::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    has_events_.notify_all();
    has_room_.notify_all();
}

void EventBus::drop_waiting() {
    const std::lock_guard lock(mutex_);
    drop_oldest(waiting_events_);
}

BusTotals EventBus::totals() const {
    const std::lock_guard lock(mutex_);
    BusTotals totals = totals_;
    totals.queued = waiting_events_ + taken_events_ + held_events_;
    return totals;
}

}  // namespace wee
