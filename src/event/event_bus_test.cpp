#include "event/event_bus.h"

#include <thread>

#include <gtest/gtest.h>

namespace wee {
namespace {

EventBatch numbered_batch(int first, int count, const std::string& source = "files") {
    EventBatch batch;
    for (int i = first; i < first + count; ++i) {
        batch.push_back(make_event(EventKind::FileCreated, source, {}));
        batch.back().metadata.set(FieldId::Path, std::to_string(i));
    }
    return batch;
}

int number_of(const Event& event) {
    return std::stoi(*event.metadata.find(FieldId::Path));
}

void expect_balanced(const BusTotals& totals) {
    EXPECT_EQ(totals.generated, totals.processed + totals.dropped + totals.queued);
}

TEST(EventBus, HandsBatchesOverInOrder) {
    EventBus bus(100, OverflowPolicy::DropOldest);
    bus.publish(numbered_batch(0, 3), {});
    bus.publish(numbered_batch(3, 2), {});

    EventBatch batch;
    ASSERT_TRUE(bus.take(batch, {}));
    ASSERT_EQ(batch.size(), 3U);
    EXPECT_EQ(number_of(batch[0]), 0);
    ASSERT_TRUE(bus.take(batch, {}));
    ASSERT_EQ(batch.size(), 2U);
    EXPECT_EQ(number_of(batch[0]), 3);
}

TEST(EventBus, CountsTakenEventsAsQueuedUntilAcknowledged) {
    EventBus bus(100, OverflowPolicy::DropOldest);
    bus.publish(numbered_batch(0, 3), {});
    EventBatch batch;
    ASSERT_TRUE(bus.take(batch, {}));
    EXPECT_EQ(bus.totals().queued, 3U);
    EXPECT_EQ(bus.totals().processed, 0U);
    bus.acknowledge(2);
    EXPECT_EQ(bus.totals().processed, 2U);
    EXPECT_EQ(bus.totals().queued, 1U);
    expect_balanced(bus.totals());
}

TEST(EventBus, DropsTheOldestWhenFullAndCountsEachBySource) {
    EventBus bus(4, OverflowPolicy::DropOldest);
    bus.publish(numbered_batch(0, 3, "old"), {});
    bus.publish(numbered_batch(3, 3, "new"), {});

    const BusTotals totals = bus.totals();
    EXPECT_EQ(totals.dropped, 2U);
    EXPECT_EQ(totals.dropped_by_source.at("old"), 2U);
    EXPECT_FALSE(totals.dropped_by_source.contains("new"));
    expect_balanced(totals);

    EventBatch batch;
    ASSERT_TRUE(bus.take(batch, {}));
    ASSERT_EQ(batch.size(), 1U);
    EXPECT_EQ(number_of(batch[0]), 2);
    ASSERT_TRUE(bus.take(batch, {}));
    EXPECT_EQ(number_of(batch[0]), 3);
}

TEST(EventBus, KeepsTheNewestOfABatchLargerThanItself) {
    EventBus bus(4, OverflowPolicy::DropOldest);
    bus.publish(numbered_batch(0, 10), {});
    EventBatch batch;
    ASSERT_TRUE(bus.take(batch, {}));
    ASSERT_EQ(batch.size(), 4U);
    EXPECT_EQ(number_of(batch.front()), 6);
    EXPECT_EQ(bus.totals().dropped, 6U);
}

TEST(EventBus, BlockedPublisherWaitsForRoomAndLosesNothing) {
    EventBus bus(2, OverflowPolicy::Block);
    std::jthread publisher([&bus] {
        bus.publish(numbered_batch(0, 9), {});
        bus.close();
    });
    std::vector<int> seen;
    EventBatch batch;
    while (bus.take(batch, {})) {
        EXPECT_LE(batch.size(), 2U);
        for (const Event& event : batch) {
            seen.push_back(number_of(event));
        }
        bus.acknowledge(batch.size());
    }
    EXPECT_EQ(seen, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8}));
    EXPECT_EQ(bus.totals().dropped, 0U);
    EXPECT_EQ(bus.totals().processed, 9U);
}

TEST(EventBus, StopEndsABlockedPublisherAndCountsWhatItDropped) {
    EventBus bus(2, OverflowPolicy::Block);
    std::stop_source stop;
    std::jthread publisher([&] { bus.publish(numbered_batch(0, 5), stop.get_token()); });
    while (bus.totals().generated < 5) {
        std::this_thread::yield();
    }
    stop.request_stop();
    publisher.join();
    EXPECT_EQ(bus.totals().dropped, 3U);
    expect_balanced(bus.totals());
}

TEST(EventBus, CloseEndsABlockedPublisher) {
    EventBus bus(1, OverflowPolicy::Block);
    std::jthread publisher([&] { bus.publish(numbered_batch(0, 3), {}); });
    while (bus.totals().generated < 3) {
        std::this_thread::yield();
    }
    bus.close();
    publisher.join();
    expect_balanced(bus.totals());
}

TEST(EventBus, TakeReturnsWhatWaitsBeforeItReportsTheClose) {
    EventBus bus(10, OverflowPolicy::DropOldest);
    bus.publish(numbered_batch(0, 1), {});
    bus.close();
    EventBatch batch;
    EXPECT_TRUE(bus.take(batch, {}));
    EXPECT_FALSE(bus.take(batch, {}));
    EXPECT_TRUE(batch.empty());
}

TEST(EventBus, StopWakesAWaitingConsumer) {
    EventBus bus(10, OverflowPolicy::DropOldest);
    std::stop_source stop;
    bool took = true;
    std::jthread consumer([&] {
        EventBatch batch;
        took = bus.take(batch, stop.get_token());
    });
    stop.request_stop();
    consumer.join();
    EXPECT_FALSE(took);
}

TEST(EventBus, StopLeavesWhatWaitsAndDropWaitingCountsIt) {
    EventBus bus(10, OverflowPolicy::DropOldest);
    bus.publish(numbered_batch(0, 3), {});
    std::stop_source stop;
    stop.request_stop();
    EventBatch batch;
    EXPECT_FALSE(bus.take(batch, stop.get_token()));
    EXPECT_EQ(bus.totals().queued, 3U);
    bus.drop_waiting();
    EXPECT_EQ(bus.totals().dropped, 3U);
    expect_balanced(bus.totals());
}

TEST(EventBus, TotalsBalanceAtEveryMomentUnderLoad) {
    constexpr int kPublishers = 4;
    constexpr int kBatches = 500;
    EventBus bus(64, OverflowPolicy::DropOldest);
    std::jthread consumer([&bus] {
        EventBatch batch;
        while (bus.take(batch, {})) {
            bus.acknowledge(batch.size());
        }
    });
    {
        std::vector<std::jthread> publishers;
        for (int i = 0; i < kPublishers; ++i) {
            publishers.emplace_back([&bus] {
                for (int j = 0; j < kBatches; ++j) {
                    bus.publish(numbered_batch(j, 10), {});
                    expect_balanced(bus.totals());
                }
            });
        }
    }
    bus.close();
    consumer.join();
    EXPECT_EQ(bus.totals().generated, 10U * kPublishers * kBatches);
    EXPECT_EQ(bus.totals().queued, 0U);
    expect_balanced(bus.totals());
}

}  // namespace
}  // namespace wee
