#include "rules/rule_engine.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/awaited.h"
#include "tests/support/manual_clock.h"
#include "tests/support/rule_trial.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// "rule path" for each firing, and the other things that happen. Any thread may look.
class RecordingHandler final : public FiringHandler {
public:
    void on_fire(const RuleSet& rules, Firing firing) override {
        add(rules.rule(firing.rule).name + ' ' + *firing.event->metadata.find(FieldId::Path));
    }
    void on_rules_replaced(const RuleSet& rules) override { add("rules " + std::to_string(rules.size())); }
    void on_discarded(const Rule& rule, std::size_t count) override {
        add(rule.name + " discarded " + std::to_string(count));
    }
    void on_batch_processed() override { add("batch"); }

    [[nodiscard]] Lines lines() const {
        return lines_.read([](const Lines& lines) { return lines; });
    }
    [[nodiscard]] bool wait_for(const std::string& line) const {
        return lines_.wait_until(
            [&](const Lines& lines) { return std::ranges::find(lines, line) != lines.end(); });
    }

private:
    void add(std::string line) {
        lines_.change([&](Lines& lines) { lines.push_back(std::move(line)); });
    }

    Awaited<Lines> lines_;
};

std::shared_ptr<const RuleSet> rule_set(std::vector<Rule> rules) {
    return std::make_shared<const RuleSet>(std::move(rules));
}

class RuleEngineTest : public testing::Test {
protected:
    void publish(const std::vector<std::string>& paths) {
        EventBatch batch;
        for (const std::string& path : paths) {
            batch.push_back(file_event(path));
        }
        bus_.publish(std::move(batch), {});
    }
    std::jthread start() {
        return std::jthread([this](const std::stop_token& stop) { engine_.run(stop); });
    }

    ManualClock clock_;
    EventBus bus_{100, OverflowPolicy::DropOldest, clock_};
    RecordingHandler handler_;
    RuleEngine engine_{bus_,
                       rule_set({rule_for("text", "*.txt"), rule_for("readme", "readme*"),
                                 rule_for("late", "*.md", {500ms, 0ms})}),
                       handler_, clock_};
};

TEST_F(RuleEngineTest, TellsOfMatchesInTheOrderOfTheEvents) {
    publish({"/a.txt", "/b.c", "/readme.txt"});
    publish({"/readme.c"});
    bus_.close();
    engine_.run({});
    EXPECT_EQ(handler_.lines(), (Lines{"text /a.txt", "text /readme.txt", "readme /readme.txt", "batch",
                                       "readme /readme.c", "batch"}));
    EXPECT_EQ(engine_.totals().matched, 4U);
    EXPECT_EQ(engine_.totals().fired, 4U);
}

TEST_F(RuleEngineTest, AcknowledgesEveryEventThatItTook) {
    publish({"/a.txt", "/b.c"});
    publish({"/c.c"});
    bus_.close();
    engine_.run({});
    EXPECT_EQ(bus_.totals().processed, 3U);
    EXPECT_EQ(bus_.totals().queued, 0U);
}

TEST_F(RuleEngineTest, IsSilentAboutABatchWithoutMatches) {
    publish({"/a.c", "/b.c"});
    bus_.close();
    engine_.run({});
    EXPECT_EQ(handler_.lines(), Lines{"batch"});
    EXPECT_EQ(engine_.totals(), RuleTotals{});
    EXPECT_EQ(bus_.totals().processed, 2U);
}

TEST_F(RuleEngineTest, EndsWhenItIsStoppedWhileItWaits) {
    std::jthread thread = start();
    publish({"/a.txt"});
    ASSERT_TRUE(handler_.wait_for("batch"));
    thread.request_stop();
    thread.join();
    EXPECT_EQ(engine_.totals().matched, 1U);
}

TEST_F(RuleEngineTest, FiresWhatIsDueWhenNoEventComes) {
    std::jthread thread = start();
    publish({"/a.md"});
    ASSERT_TRUE(handler_.wait_for("batch"));
    EXPECT_EQ(engine_.totals().pending, 1U);
    clock_.advance(500ms);
    bus_.wake();
    EXPECT_TRUE(handler_.wait_for("late /a.md"));
}

TEST_F(RuleEngineTest, FiresWhatIsDueBeforeTheNextEventAndNothingEarlier) {
    std::jthread thread = start();
    publish({"/a.md"});
    ASSERT_TRUE(handler_.wait_for("batch"));
    clock_.advance(499ms);
    publish({"/early.txt"});
    ASSERT_TRUE(handler_.wait_for("text /early.txt"));
    clock_.advance(1ms);
    publish({"/due.txt"});
    bus_.close();
    thread.join();
    EXPECT_EQ(handler_.lines(),
              (Lines{"batch", "text /early.txt", "batch", "late /a.md", "text /due.txt", "batch"}));
}

TEST_F(RuleEngineTest, DiscardsWhatWaitsWhenTheBusClosesOrItIsStopped) {
    publish({"/a.md", "/b.md", "/b.md"});
    bus_.close();
    engine_.run({});
    EXPECT_EQ(handler_.lines(), (Lines{"batch", "late discarded 2"}));
    const RuleTotals expected{.matched = 3, .held_back = 1, .discarded = 2};
    EXPECT_EQ(engine_.totals(), expected);
}

TEST_F(RuleEngineTest, ReplacesTheRulesWhenNoEventComes) {
    std::jthread thread = start();
    EXPECT_EQ(engine_.generation(), 0U);
    engine_.replace_rules(rule_set({}));
    ASSERT_TRUE(handler_.wait_for("rules 0"));
    publish({"/a.txt"});
    ASSERT_TRUE(handler_.wait_for("batch"));
    EXPECT_EQ(engine_.generation(), 1U);
    EXPECT_EQ(engine_.totals().matched, 0U);
}

TEST_F(RuleEngineTest, OfRuleSetsThatFollowEachOtherQuicklyTheLastTakesEffect) {
    engine_.replace_rules(rule_set({}));
    engine_.replace_rules(rule_set({rule_for("new", "*")}));
    publish({"/a.txt"});
    bus_.close();
    engine_.run({});
    EXPECT_EQ(handler_.lines(), (Lines{"rules 1", "new /a.txt", "batch"}));
    EXPECT_EQ(engine_.generation(), 2U);
}

TEST_F(RuleEngineTest, WhatWaitsForAnUnchangedRuleSurvivesTheReload) {
    std::jthread thread = start();
    publish({"/a.md"});
    ASSERT_TRUE(handler_.wait_for("batch"));
    engine_.replace_rules(rule_set({rule_for("late", "*.md", {500ms, 0ms})}));
    ASSERT_TRUE(handler_.wait_for("rules 1"));
    clock_.advance(500ms);
    bus_.wake();
    EXPECT_TRUE(handler_.wait_for("late /a.md"));
}

}  // namespace
}  // namespace wee
