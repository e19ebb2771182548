#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "rules/rule_engine.h"
#include "tests/support/manual_clock.h"
#include "tests/support/rule_trial.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

Event event_at(std::chrono::milliseconds time, std::string path) {
    Event event = file_event(std::move(path));
    event.timestamp = WallTime{time};
    return event;
}

/// What fires when these events are replayed in batches of that size.
Lines replay(const EventBatch& events, std::size_t batch_size, std::vector<Rule> rules) {
    ManualClock clock;
    EventBus bus(events.size(), OverflowPolicy::DropOldest, clock);
    for (std::size_t i = 0; i < events.size(); i += batch_size) {
        const auto end = std::min(i + batch_size, events.size());
        bus.publish(EventBatch(events.begin() + static_cast<std::ptrdiff_t>(i),
                               events.begin() + static_cast<std::ptrdiff_t>(end)),
                    {});
    }
    bus.close();
    FiringLog log;
    RuleEngine engine(bus, std::make_shared<const RuleSet>(std::move(rules)), log, clock, TimeSource::Events);
    engine.run({});
    EXPECT_EQ(engine.totals().pending, 0U);
    EXPECT_EQ(engine.totals().discarded, 0U);
    EXPECT_TRUE(is_balanced(engine.totals()));
    return log.take();
}

std::vector<Rule> timed_rules() {
    std::vector<Rule> rules{rule_for("all", "*", {0ms, 300ms}), rule_for("late", "*", {500ms, 0ms}),
                            rule_for("both", "*.txt", {200ms, 1s})};
    rules[1].breaker = {.enabled = true, .most = 2, .window = 2s, .pause = 3s};
    return rules;
}

TEST(ReplayTime, TheEventsSayWhatTimeItIs) {
    const EventBatch events{event_at(0ms, "/a"), event_at(400ms, "/a"), event_at(10'000ms, "/a")};
    EXPECT_EQ(replay(events, 3, {rule_for("late", "*", {500ms, 0ms})}),
              (Lines{"late fires /a at 900", "late fires /a at 10500"}));
}

TEST(ReplayTime, WhatIsDueFiresBeforeALaterEvent) {
    const EventBatch events{event_at(0ms, "/a"), event_at(600ms, "/b")};
    EXPECT_EQ(
        replay(events, 2, {rule_for("now", "*"), rule_for("late", "*", {500ms, 0ms})}),
        (Lines{"now fires /a at 0", "late fires /a at 500", "now fires /b at 600", "late fires /b at 1100"}));
}

TEST(ReplayTime, TimeStampsThatGoBackDoNotTurnTimeBack) {
    const EventBatch events{event_at(1'000ms, "/a"), event_at(-5'000ms, "/b"), event_at(1'200ms, "/c")};
    EXPECT_EQ(replay(events, 1, {rule_for("now", "*")}),
              (Lines{"now fires /a at 1000", "now fires /b at 1000", "now fires /c at 1200"}));
}

TEST(ReplayTime, DoesNotDependOnHowTheEventsAreHandedOver) {
    EventBatch events;
    int time = 0;
    for (int i = 0; i < 500; ++i) {
        time += i * 7919 % 173;
        events.push_back(event_at(std::chrono::milliseconds{time},
                                  '/' + std::to_string(i * 31 % 7) + (i % 3 == 0 ? ".txt" : ".md")));
    }
    const Lines expected = replay(events, 1, timed_rules());
    EXPECT_GT(expected.size(), 200U);
    for (const std::size_t batch_size : {2U, 7U, 100U, 500U}) {
        EXPECT_EQ(replay(events, batch_size, timed_rules()), expected);
    }
}

TEST(ReplayTime, AStopDiscardsWhatWaits) {
    ManualClock clock;
    EventBus bus(10, OverflowPolicy::DropOldest, clock);
    FiringLog log;
    RuleEngine engine(bus, std::make_shared<const RuleSet>(timed_rules()), log, clock, TimeSource::Events);
    std::stop_source stop;
    stop.request_stop();
    bus.publish({event_at(0ms, "/a")}, {});
    engine.run(stop.get_token());
    EXPECT_TRUE(log.take().empty());
}

}  // namespace
}  // namespace wee
