#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "event/event_bus.h"
#include "event/event_sink.h"

namespace wee {

/// The sources' way onto the bus. On a bus that drops it goes straight through. On a bus whose publishers may
/// have to wait (OverflowPolicy::Block) it keeps batches in memory and publishes them from a thread of its
/// own, in order, so that `emit` never waits.
///
/// Bounded: when more than `limit` events wait here, the rules have not kept up for long, and the oldest of
/// them are dropped, counted on the bus as generated and dropped. So is what the bus has no room for as long
/// as the machine has no thread left for this; every `emit` tries again to get one.
class EventFeed final : public EventSink {
public:
    static constexpr std::size_t kDefaultLimit = 1'000'000;

    using ThreadBody = std::function<void(const std::stop_token&)>;
    /// May throw std::system_error.
    using StartThread = std::function<std::jthread(ThreadBody)>;
    static std::jthread start_thread(ThreadBody body) { return std::jthread(std::move(body)); }

    explicit EventFeed(EventBus& bus, std::size_t limit = kDefaultLimit, StartThread start = start_thread);
    /// Drops what still waits, counted. Call `finish` first to keep it.
    ~EventFeed() override;
    EventFeed(const EventFeed&) = delete;
    EventFeed& operator=(const EventFeed&) = delete;

    void emit(EventBatch batch) override;

    /// Ends after all that waits here has been published. With `stop` requested the rest is dropped, counted.
    void finish(const std::stop_token& stop);

private:
    bool ensure_publisher();
    void publish_what_fits(EventBatch batch);
    void keep(EventBatch batch);
    EventBatch take_excess();
    void publish_until_stopped(const std::stop_token& stop);

    EventBus& bus_;
    const std::size_t limit_;
    const StartThread start_thread_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<EventBatch> waiting_;
    std::size_t waiting_events_ = 0;
    bool has_publisher_ = false;
    bool finishing_ = false;
    std::jthread publisher_;  // last: it uses all of the above
};

}  // namespace wee
