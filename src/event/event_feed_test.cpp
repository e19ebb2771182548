#include "event/event_feed.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

EventBatch batch_of(std::size_t count) {
    return EventBatch(count, make_event(EventKind::FileCreated, "files", {}));
}

TEST(EventFeed, EmitNeverWaitsWhileTheBusIsFull) {
    EventBus bus(1, OverflowPolicy::Block);
    EventFeed feed(bus);
    for (int i = 0; i < 100; ++i) {
        feed.emit(batch_of(3));  // would hang here if it waited for the bus
    }
    std::jthread consumer([&bus] {
        EventBatch batch;
        while (bus.take(batch, {})) {
            bus.acknowledge(batch.size());
        }
    });
    feed.finish({});
    bus.close();
    consumer.join();
    EXPECT_EQ(bus.totals().processed, 300U);
    EXPECT_EQ(bus.totals().dropped, 0U);
}

TEST(EventFeed, CountsWhatItCannotKeep) {
    EventBus bus(1, OverflowPolicy::Block);
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

TEST(EventFeed, DestructionCountsWhatWasNeverPublished) {
    EventBus bus(1, OverflowPolicy::Block);
    {
        EventFeed feed(bus);
        feed.emit(batch_of(7));
    }
    EXPECT_EQ(bus.totals().generated, 7U);
    EXPECT_EQ(bus.totals().dropped + bus.totals().queued, 7U);
}

}  // namespace
}  // namespace wee
