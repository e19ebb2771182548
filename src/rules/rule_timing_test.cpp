#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "event/event_variables.h"
#include "tests/support/rule_trial.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

const Lines kNothing;
constexpr RuleTiming kDebounced{500ms, 0ms};
constexpr RuleTiming kThrottled{0ms, 1s};
constexpr RuleTiming kBoth{500ms, 1s};

TemplateText template_of(std::string_view text) {
    return TemplateText::parse(text, is_event_variable).value();
}

TEST(Debounce, FiresOnceTheKeyHasBeenQuietForItsTime) {
    RuleTrial trial({rule_for("text", "*.txt", kDebounced)});
    EXPECT_EQ(trial.see(0, "/a.txt"), kNothing);
    EXPECT_EQ(trial.see(400, "/a.txt"), kNothing);
    EXPECT_EQ(trial.pass_until(899), kNothing);
    EXPECT_EQ(trial.pass_until(900), Lines{"text fires /a.txt at 900"});
    EXPECT_EQ(trial.pass_until(9'000), kNothing);
    EXPECT_EQ(trial.totals().held_back, 1U);
}

TEST(Debounce, TheLastEventOfTheKeyCounts) {
    Rule rule = rule_for("text", "*.txt", kDebounced);
    rule.key = template_of("{{DIRECTORY}}");
    RuleTrial trial({rule});
    trial.see(0, "/d/first.txt");
    trial.see(10, "/d/last.txt");
    EXPECT_EQ(trial.pass_until(510), Lines{"text fires /d/last.txt at 510"});
    EXPECT_EQ(trial.log().last().key, "/d");
}

TEST(Debounce, CountsForEachKeyOnItsOwn) {
    RuleTrial trial({rule_for("text", "*.txt", kDebounced)});
    trial.see(0, "/a.txt");
    trial.see(100, "/b.txt");
    trial.see(200, "/a.txt");
    EXPECT_EQ(trial.pass_until(600), Lines{"text fires /b.txt at 600"});
    EXPECT_EQ(trial.pass_until(700), Lines{"text fires /a.txt at 700"});
}

TEST(Debounce, CountsForEachRuleOnItsOwn) {
    RuleTrial trial({rule_for("slow", "*.txt", kDebounced), rule_for("quick", "*", {100ms, 0ms})});
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.pass_until(450), Lines{"quick fires /a.txt at 450"});
    trial.see(460, "/a.md");
    EXPECT_EQ(trial.pass_until(600), (Lines{"slow fires /a.txt at 600", "quick fires /a.md at 600"}));
}

TEST(Debounce, FiringsOfOneMomentComeByRuleThenByEvent) {
    RuleTrial trial({rule_for("one", "*", kDebounced), rule_for("two", "*", kDebounced)}, TimeSource::Events);
    trial.see(0, "/b");
    trial.see(0, "/a");
    EXPECT_EQ(trial.pass_until(500), (Lines{"one fires /b at 500", "one fires /a at 500",
                                            "two fires /b at 500", "two fires /a at 500"}));
}

TEST(Debounce, FiresBeforeAnEventOfTheMomentThatItIsDue) {
    RuleTrial trial({rule_for("text", "*.txt", kDebounced), rule_for("all", "*")});
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.see(500, "/a.txt"), (Lines{"text fires /a.txt at 500", "all fires /a.txt at 500"}));
}

TEST(Debounce, TheMachinesTimeDatesALateFiringWithNowTheEventsTimeWithWhenItWasDue) {
    RuleTrial machine({rule_for("text", "*.txt", kDebounced)}, TimeSource::Machine);
    RuleTrial events({rule_for("text", "*.txt", kDebounced)}, TimeSource::Events);
    machine.see(0, "/a.txt");
    events.see(0, "/a.txt");
    EXPECT_EQ(machine.pass_until(8'000), Lines{"text fires /a.txt at 8000"});
    EXPECT_EQ(events.pass_until(8'000), Lines{"text fires /a.txt at 500"});
}

TEST(Debounce, TimeThatGoesBackStandsStill) {
    RuleTrial trial({rule_for("text", "*.txt", kDebounced)}, TimeSource::Events);
    trial.see(1'000, "/a.txt");
    trial.see(200, "/b.txt");
    EXPECT_EQ(trial.pass_until(1'499), kNothing);
    EXPECT_EQ(trial.pass_until(1'500), (Lines{"text fires /a.txt at 1500", "text fires /b.txt at 1500"}));
}

TEST(Debounce, TimesAtTheEndOfTheWorldDoNotOverflow) {
    Rule rule = rule_for("text", "*.txt", {std::chrono::days{10'000}, 1s});
    rule.breaker.enabled = true;
    RuleTrial trial({rule}, TimeSource::Events);
    Event event = file_event("/a.txt");
    for (const SteadyTime time : {SteadyTime::min(), SteadyTime::max()}) {
        trial.evaluator().advance(time);
        Event copy = event;
        trial.evaluator().evaluate(copy);
    }
    trial.evaluator().fire_pending();
    EXPECT_EQ(trial.totals().fired, 2U);
}

TEST(Debounce, NextDeadlineFollowsTheHeadsAndIsNeverWhenNothingWaits) {
    RuleTrial trial({rule_for("slow", "*.txt", kDebounced), rule_for("quick", "*", {100ms, 0ms})});
    EXPECT_EQ(trial.evaluator().next_deadline(), kNever);
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.evaluator().next_deadline(), SteadyTime{100ms});
    trial.see(50, "/a.txt");
    EXPECT_EQ(trial.evaluator().next_deadline(), SteadyTime{150ms});
    trial.see(150, "/b.md");
    EXPECT_EQ(trial.evaluator().next_deadline(), SteadyTime{250ms});
    trial.pass_until(250);
    EXPECT_EQ(trial.evaluator().next_deadline(), SteadyTime{550ms});
    trial.pass_until(550);
    EXPECT_EQ(trial.evaluator().next_deadline(), SteadyTime{150ms + 1min});  // gives memory back, once
    trial.pass_until(61'000);
    EXPECT_EQ(trial.evaluator().next_deadline(), kNever);
}

TEST(Throttle, FiresAtOnceThenIsSilent) {
    RuleTrial trial({rule_for("text", "*.txt", kThrottled)});
    EXPECT_EQ(trial.see(0, "/a.txt"), Lines{"text fires /a.txt at 0"});
    EXPECT_EQ(trial.see(1, "/a.txt"), kNothing);
    EXPECT_EQ(trial.see(999, "/a.txt"), kNothing);
    EXPECT_EQ(trial.see(1'000, "/a.txt"), Lines{"text fires /a.txt at 1000"});
    EXPECT_EQ(trial.see(1'999, "/a.txt"), kNothing);
    EXPECT_EQ(trial.totals().throttled, 3U);
}

TEST(Throttle, CountsForEachKeyOnItsOwn) {
    RuleTrial trial({rule_for("text", "*.txt", kThrottled)});
    EXPECT_EQ(trial.see(0, "/a.txt"), Lines{"text fires /a.txt at 0"});
    EXPECT_EQ(trial.see(500, "/b.txt"), Lines{"text fires /b.txt at 500"});
    EXPECT_EQ(trial.see(1'200, "/b.txt"), kNothing);
    EXPECT_EQ(trial.see(1'200, "/a.txt"), Lines{"text fires /a.txt at 1200"});
}

TEST(Throttle, SeesWhatTheDebounceLetsThrough) {
    RuleTrial trial({rule_for("text", "*.txt", kBoth)});
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.pass_until(500), Lines{"text fires /a.txt at 500"});
    trial.see(600, "/a.txt");
    EXPECT_EQ(trial.pass_until(1'400), kNothing);  // due at 1100, silent until 1500
    trial.see(1'400, "/a.txt");
    EXPECT_EQ(trial.pass_until(2'000), Lines{"text fires /a.txt at 2000"});
    const RuleTotals expected{.matched = 3, .fired = 2, .throttled = 1};
    EXPECT_EQ(trial.totals(), expected);
}

TEST(Timing, AnEventOfManyRulesIsSharedAndEveryRuleHasItsKey) {
    Rule by_name = rule_for("name", "*.txt");
    by_name.key = template_of("name of {{FILENAME}}");
    RuleTrial trial({rule_for("path", "*.txt"), by_name});
    trial.evaluator().advance(SteadyTime{});
    Event event = file_event("/d/a.txt");
    trial.evaluator().evaluate(event);
    EXPECT_EQ(trial.log().last().key, "name of a.txt");
    EXPECT_EQ(trial.log().last().event.use_count(), 1);
    EXPECT_EQ(trial.log().take(), (Lines{"path fires /d/a.txt at 0", "name fires /d/a.txt at 0"}));
}

TEST(Timing, AnEventThatFiresNothingStaysWhereItIs) {
    RuleTrial trial({rule_for("text", "*.txt", kThrottled)});
    trial.see(0, "/a.txt");
    Event throttled = file_event("/a.txt");
    trial.evaluator().evaluate(throttled);
    EXPECT_EQ(throttled.metadata.size(), 1U);
}

TEST(Timing, WhatWaitsAtTheEndIsDiscardedAndToldOncePerRule) {
    RuleTrial trial({rule_for("text", "*.txt", kDebounced), rule_for("all", "*", kDebounced)});
    trial.see(0, "/a.txt");
    trial.see(0, "/b.md");
    trial.evaluator().discard_pending();
    EXPECT_EQ(trial.log().take(), (Lines{"text discarded 1", "all discarded 2"}));
    EXPECT_EQ(trial.totals().discarded, 3U);
    EXPECT_TRUE(is_balanced(trial.totals()));
    EXPECT_EQ(trial.pass_until(9'000), kNothing);
}

TEST(Timing, FiresWhatWaitsInTheOrderOfTime) {
    RuleTrial trial({rule_for("slow", "*", kDebounced), rule_for("quick", "*.md", {100ms, 0ms})},
                    TimeSource::Events);
    trial.see(0, "/a.txt");
    trial.see(50, "/b.md");
    trial.evaluator().fire_pending();
    EXPECT_EQ(trial.log().take(),
              (Lines{"quick fires /b.md at 150", "slow fires /a.txt at 500", "slow fires /b.md at 550"}));
    EXPECT_EQ(trial.totals().pending, 0U);
}

}  // namespace
}  // namespace wee
