#include "event/event_feed.h"

#include <system_error>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"

namespace wee {
namespace {

class EventFeedTest : public testing::Test {
protected:
    ManualClock clock_;
};

EventBatch batch_of(std::size_t count) {
    return EventBatch(count, make_event(EventKind::FileCreated, "files", {}));
}

TEST_F(EventFeedTest, EmitNeverWaitsWhileTheBusIsFull) {
    EventBus bus(1, OverflowPolicy::Block, clock_);
    EventFeed feed(bus);
    for (int i = 0; i < 100; ++i) {
        feed.emit(batch_of(3));  // would hang here if it waited for the bus
    }
    std::jthread consumer([&bus] {
        EventBatch batch;
        while (bus.take(batch, {}) == TakeResult::Events) {
            bus.acknowledge(batch.size());
        }
    });
    feed.finish({});
    bus.close();
    consumer.join();
    EXPECT_EQ(bus.totals().processed, 300U);
    EXPECT_EQ(bus.totals().dropped, 0U);
}

TEST_F(EventFeedTest, CountsWhatItCannotKeep) {
    EventBus bus(1, OverflowPolicy::Block, clock_);
    EventFeed feed(bus, 10);
    for (int i = 0; i < 20; ++i) {
        feed.emit(batch_of(5));
    }
    std::stop_source stop;
    stop.request_stop();
    feed.finish(stop.get_token());
    bus.close();
    const BusTotals totals = bus.totals();
    EXPECT_EQ(totals.generated, 100U);
    EXPECT_GE(totals.dropped, 80U);
    EXPECT_EQ(totals.generated, totals.processed + totals.dropped + totals.queued);
}

TEST_F(EventFeedTest, DestructionCountsWhatWasNeverPublished) {
    EventBus bus(1, OverflowPolicy::Block, clock_);
    {
        EventFeed feed(bus);
        feed.emit(batch_of(7));
    }
    EXPECT_EQ(bus.totals().generated, 7U);
    EXPECT_EQ(bus.totals().dropped + bus.totals().queued, 7U);
}

TEST_F(EventFeedTest, WithoutAThreadItPublishesWhatFitsAndTriesAgain) {
    bool has_threads = false;
    EventBus bus(4, OverflowPolicy::Block, clock_);
    EventFeed feed(bus, EventFeed::kDefaultLimit, [&has_threads](EventFeed::ThreadBody body) {
        if (!has_threads) {
            throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
        }
        return EventFeed::start_thread(std::move(body));
    });
    feed.emit(batch_of(3));
    EXPECT_EQ(bus.totals().queued, 3U);
    feed.emit(batch_of(3));  // would hang here if it waited for room
    EXPECT_EQ(bus.totals().dropped, 2U);

    has_threads = true;
    feed.emit(batch_of(3));
    EventBatch batch;
    for (std::size_t taken = 0; taken < 7; taken += batch.size()) {
        ASSERT_EQ(bus.take(batch, {}), TakeResult::Events);
        bus.acknowledge(batch.size());
    }
    feed.finish({});
    EXPECT_EQ(bus.totals().processed, 7U);
    EXPECT_EQ(bus.totals().dropped, 2U);
}

TEST_F(EventFeedTest, EndsWithoutEverHavingHadAThread) {
    EventBus bus(4, OverflowPolicy::Block, clock_);
    EventFeed feed(bus, EventFeed::kDefaultLimit, [](const EventFeed::ThreadBody&) -> std::jthread {
        throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
    });
    feed.emit(batch_of(1));
    feed.finish({});
    EXPECT_EQ(bus.totals().queued, 1U);
}

}  // namespace
}  // namespace wee
