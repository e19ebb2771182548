#include "event/event_bus.h"

#include <thread>

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"

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

class EventBusTest : public testing::Test {
protected:
    ManualClock clock_;
};

void expect_balanced(const BusTotals& totals) {
    EXPECT_EQ(totals.generated, totals.processed + totals.dropped + totals.queued);
}

TEST_F(EventBusTest, HandsBatchesOverInOrder) {
    EventBus bus(100, OverflowPolicy::DropOldest, clock_);
    bus.publish(numbered_batch(0, 3), {});
    bus.publish(numbered_batch(3, 2), {});

    EventBatch batch;
    ASSERT_EQ(bus.take(batch, {}), TakeResult::Events);
    ASSERT_EQ(batch.size(), 3U);
    EXPECT_EQ(number_of(batch[0]), 0);
    ASSERT_EQ(bus.take(batch, {}), TakeResult::Events);
    ASSERT_EQ(batch.size(), 2U);
    EXPECT_EQ(number_of(batch[0]), 3);
}

TEST_F(EventBusTest, CountsTakenEventsAsQueuedUntilAcknowledged) {
    EventBus bus(100, OverflowPolicy::DropOldest, clock_);
    bus.publish(numbered_batch(0, 3), {});
    EventBatch batch;
    ASSERT_EQ(bus.take(batch, {}), TakeResult::Events);
    EXPECT_EQ(bus.totals().queued, 3U);
    EXPECT_EQ(bus.totals().processed, 0U);
    bus.acknowledge(2);
    EXPECT_EQ(bus.totals().processed, 2U);
    EXPECT_EQ(bus.totals().queued, 1U);
    expect_balanced(bus.totals());
}

TEST_F(EventBusTest, DropsTheOldestWhenFullAndCountsEachBySource) {
    EventBus bus(4, OverflowPolicy::DropOldest, clock_);
    bus.publish(numbered_batch(0, 3, "old"), {});
    bus.publish(numbered_batch(3, 3, "new"), {});

    const BusTotals totals = bus.totals();
    EXPECT_EQ(totals.dropped, 2U);
    EXPECT_EQ(totals.dropped_by_source.at("old"), 2U);
    EXPECT_FALSE(totals.dropped_by_source.contains("new"));
    expect_balanced(totals);

    EventBatch batch;
    ASSERT_EQ(bus.take(batch, {}), TakeResult::Events);
    ASSERT_EQ(batch.size(), 1U);
    EXPECT_EQ(number_of(batch[0]), 2);
    ASSERT_EQ(bus.take(batch, {}), TakeResult::Events);
    EXPECT_EQ(number_of(batch[0]), 3);
}

TEST_F(EventBusTest, KeepsTheNewestOfABatchLargerThanItself) {
    EventBus bus(4, OverflowPolicy::DropOldest, clock_);
    bus.publish(numbered_batch(0, 10), {});
    EventBatch batch;
    ASSERT_EQ(bus.take(batch, {}), TakeResult::Events);
    ASSERT_EQ(batch.size(), 4U);
    EXPECT_EQ(number_of(batch.front()), 6);
    EXPECT_EQ(bus.totals().dropped, 6U);
}

TEST_F(EventBusTest, BlockedPublisherWaitsForRoomAndLosesNothing) {
    EventBus bus(2, OverflowPolicy::Block, clock_);
    std::jthread publisher([&bus] {
        bus.publish(numbered_batch(0, 9), {});
        bus.close();
    });
    std::vector<int> seen;
    EventBatch batch;
    while (bus.take(batch, {}) == TakeResult::Events) {
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

TEST_F(EventBusTest, StopEndsABlockedPublisherAndCountsWhatItDropped) {
    EventBus bus(2, OverflowPolicy::Block, clock_);
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

TEST_F(EventBusTest, CloseEndsABlockedPublisher) {
    EventBus bus(1, OverflowPolicy::Block, clock_);
    std::jthread publisher([&] { bus.publish(numbered_batch(0, 3), {}); });
    while (bus.totals().generated < 3) {
        std::this_thread::yield();
    }
    bus.close();
    publisher.join();
    expect_balanced(bus.totals());
}

TEST_F(EventBusTest, TakeReturnsWhatWaitsBeforeItReportsTheClose) {
    EventBus bus(10, OverflowPolicy::DropOldest, clock_);
    bus.publish(numbered_batch(0, 1), {});
    bus.close();
    EventBatch batch;
    EXPECT_EQ(bus.take(batch, {}), TakeResult::Events);
    EXPECT_EQ(bus.take(batch, {}), TakeResult::Closed);
    EXPECT_TRUE(batch.empty());
}

TEST_F(EventBusTest, StopWakesAWaitingConsumer) {
    EventBus bus(10, OverflowPolicy::DropOldest, clock_);
    std::stop_source stop;
    TakeResult result = TakeResult::Events;
    std::jthread consumer([&] {
        EventBatch batch;
        result = bus.take(batch, stop.get_token());
    });
    stop.request_stop();
    consumer.join();
    EXPECT_EQ(result, TakeResult::Closed);
}

TEST_F(EventBusTest, WakeEndsTheWaitAndIsRememberedWhenNoneWaits) {
    EventBus bus(10, OverflowPolicy::DropOldest, clock_);
    bus.wake();
    bus.wake();
    EventBatch batch;
    EXPECT_EQ(bus.take(batch, {}), TakeResult::Woken);
    std::jthread other([&bus] { bus.wake(); });
    EXPECT_EQ(bus.take(batch, {}), TakeResult::Woken);
}

TEST_F(EventBusTest, WakeComesBeforeEventsAndEventsBeforeTheClose) {
    EventBus bus(10, OverflowPolicy::DropOldest, clock_);
    bus.publish(numbered_batch(0, 1), {});
    bus.wake();
    bus.close();
    EventBatch batch;
    EXPECT_EQ(bus.take(batch, {}), TakeResult::Woken);
    EXPECT_TRUE(batch.empty());
    EXPECT_EQ(bus.take(batch, {}), TakeResult::Events);
    EXPECT_EQ(bus.take(batch, {}), TakeResult::Closed);
}

TEST_F(EventBusTest, DeadlineThatHasPassedIsSaidOnlyWhenNothingWaits) {
    EventBus bus(10, OverflowPolicy::DropOldest, clock_);
    bus.publish(numbered_batch(0, 1), {});
    EventBatch batch;
    EXPECT_EQ(bus.take(batch, {}, clock_.steady_now()), TakeResult::Events);
    EXPECT_EQ(bus.take(batch, {}, clock_.steady_now()), TakeResult::Deadline);
    bus.close();
    EXPECT_EQ(bus.take(batch, {}, clock_.steady_now()), TakeResult::Closed);
}

TEST_F(EventBusTest, DeadlineIsOnTheClockThatItWasGiven) {
    EventBus bus(10, OverflowPolicy::DropOldest, clock_);
    const SteadyTime deadline = clock_.steady_now() + std::chrono::hours{1};
    std::vector<TakeResult> results;
    std::jthread consumer([&] {
        EventBatch batch;
        do {
            results.push_back(bus.take(batch, {}, deadline));
        } while (results.back() != TakeResult::Deadline);
    });
    clock_.advance(std::chrono::hours{1});
    bus.wake();
    consumer.join();
    EXPECT_EQ(results.back(), TakeResult::Deadline);
    EXPECT_LE(results.size(), 2U);
}

TEST_F(EventBusTest, WaitsOutADeadlineOnTheMachinesClock) {
    const SystemClock machine;
    EventBus bus(10, OverflowPolicy::DropOldest, machine);
    const SteadyTime deadline = machine.steady_now() + std::chrono::milliseconds{20};
    EventBatch batch;
    EXPECT_EQ(bus.take(batch, {}, deadline), TakeResult::Deadline);
    EXPECT_GE(machine.steady_now(), deadline);
}

TEST_F(EventBusTest, StopEndsTheWaitForTheFarthestDeadline) {
    EventBus bus(10, OverflowPolicy::DropOldest, clock_);
    std::stop_source stop;
    std::jthread other([&stop] { stop.request_stop(); });
    EventBatch batch;
    EXPECT_EQ(bus.take(batch, stop.get_token(), SteadyTime::max()), TakeResult::Closed);
}

TEST_F(EventBusTest, StopLeavesWhatWaitsAndDropWaitingCountsIt) {
    EventBus bus(10, OverflowPolicy::DropOldest, clock_);
    bus.publish(numbered_batch(0, 3), {});
    std::stop_source stop;
    stop.request_stop();
    EventBatch batch;
    EXPECT_EQ(bus.take(batch, stop.get_token()), TakeResult::Closed);
    EXPECT_EQ(bus.totals().queued, 3U);
    bus.drop_waiting();
    EXPECT_EQ(bus.totals().dropped, 3U);
    expect_balanced(bus.totals());
}

TEST_F(EventBusTest, TotalsBalanceAtEveryMomentUnderLoad) {
    constexpr int kPublishers = 4;
    constexpr int kBatches = 500;
    EventBus bus(64, OverflowPolicy::DropOldest, clock_);
    std::jthread consumer([&bus] {
        EventBatch batch;
        while (bus.take(batch, {}) == TakeResult::Events) {
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
