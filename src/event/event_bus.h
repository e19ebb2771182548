#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "event/event.h"

namespace wee {

/// What a full bus does with a batch that does not fit.
enum class OverflowPolicy {
    DropOldest,  ///< Make room by dropping the oldest waiting events, each of them counted.
    Block,       ///< The publisher waits. Only an EventFeed's own thread ever publishes, so no source does.
};

/// Why `EventBus::take` came back. All but Events leave the batch empty.
enum class TakeResult {
    Events,    ///< The batch holds the oldest events that waited.
    Deadline,  ///< The time came before any event did.
    Woken,     ///< `wake` was called since the last take.
    Closed,    ///< The bus is closed and empty, or a stop was requested.
};

/// Exact at every moment: generated == processed + dropped + queued.
struct BusTotals {
    std::uint64_t generated = 0;  ///< Handed to `publish`.
    std::uint64_t processed = 0;  ///< Taken and acknowledged by the consumer.
    std::uint64_t dropped = 0;
    std::uint64_t queued = 0;  ///< Waiting, also for room, or taken and not yet acknowledged.
    std::map<std::string, std::uint64_t> dropped_by_source;
};

/// The bounded hand-over between the sources (any number of threads) and the rule engine (one thread).
///
/// Events move by the batch: a publish is one lock and one pointer move however many events it carries.
class EventBus {
public:
    /// `capacity` in events, at least 1. A larger batch is split (Block) or cut at its old end (DropOldest).
    /// `clock`, which must outlive the bus, is the one that deadlines are on.
    EventBus(std::size_t capacity, OverflowPolicy policy, const Clock& clock);

    [[nodiscard]] OverflowPolicy policy() const { return policy_; }

    /// Hands a batch over. Never waits with DropOldest; with Block waits for room, and when `stop` is
    /// requested meanwhile drops the rest of the batch, counted. Order within one thread's publishes is kept.
    void publish(EventBatch batch, const std::stop_token& stop);

    /// Counts events that were lost before they could be published: generated and dropped.
    void count_lost(const EventBatch& lost);

    /// Waits for events and moves the oldest batch into `batch` (its former contents are discarded).
    /// The events count as queued until `acknowledge`. Comes back without events as TakeResult says; without
    /// a `deadline` nothing but that ends the wait. A wake comes before events, events before a deadline
    /// that has passed. A clock that is moved by hand needs a `wake` to be looked at again at once. One
    /// thread.
    TakeResult take(EventBatch& batch, const std::stop_token& stop, std::optional<SteadyTime> deadline = {});

    /// Ends the wait of `take`, or of the next one when none is waiting. Any thread.
    void wake();

    /// The consumer is done with `count` of the events that it took.
    void acknowledge(std::size_t count);

    /// No more events will come: `take` returns what waits, then Closed. Blocked publishers give up,
    /// counted.
    void close();

    /// Drops all that waits, counted: the last word when the engine ends before the rules have seen it.
    void drop_waiting();

    [[nodiscard]] BusTotals totals() const;
    /// As in `totals`, without its cost.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

private:
    struct Waiting {
        EventBatch events;
        std::size_t next = 0;  ///< Events before it were dropped.
    };

    void publish_dropping_oldest(EventBatch batch);
    void publish_blocking(EventBatch batch, const std::stop_token& stop);
    bool wait_for_room(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
    [[nodiscard]] bool must_wait() const;
    /// Waits until there is something to take or say, the deadline has come or a stop is requested.
    void wait_for_news(const std::stop_token& stop, std::optional<SteadyTime> deadline);
    [[nodiscard]] bool has_news() const { return closed_ || woken_ || !waiting_.empty(); }
    void append(EventBatch batch);
    void move_oldest_into(EventBatch& batch);
    void drop_oldest(std::size_t count);
    void count_drop(const Event& event);

    const std::size_t capacity_;
    const OverflowPolicy policy_;
    const Clock& clock_;

    mutable std::mutex mutex_;
    std::condition_variable has_events_;
    std::condition_variable_any has_room_;
    std::deque<Waiting> waiting_;
    std::size_t waiting_events_ = 0;
    std::size_t taken_events_ = 0;
    std::size_t held_events_ = 0;  // with publishers that wait for room
    bool closed_ = false;
    bool woken_ = false;
    BusTotals totals_;
    std::atomic<std::uint64_t> dropped_{0};  // mirrors totals_.dropped for readers without the lock
};

}  // namespace wee
