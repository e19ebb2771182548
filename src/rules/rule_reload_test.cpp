#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/rule_trial.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

const Lines kNothing;
constexpr RuleTiming kDebounced{500ms, 0ms};
constexpr RuleTiming kThrottled{0ms, 1s};

Rule changed(Rule rule, Fingerprint definition = Fingerprint{2}) {
    rule.definition = definition;
    return rule;
}

Rule guarded(Rule rule) {
    rule.breaker = {.enabled = true, .most = 1, .window = 10s, .pause = 60s};
    return rule;
}

const Rule kText = rule_for("text", "*.txt", kDebounced);
const Rule kOther = rule_for("other", "*.md");

TEST(RuleReload, ADebounceGoesOnWhereTheRuleStandsNow) {
    RuleTrial trial({kText, kOther});
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.replace({kOther, kOther, kText}), Lines{"replaced by 3"});
    EXPECT_EQ(trial.pass_until(499), kNothing);
    EXPECT_EQ(trial.pass_until(500), Lines{"text fires /a.txt at 500"});
    EXPECT_EQ(trial.log().last().rule, 2U);
}

TEST(RuleReload, WhatWaitsForARuleThatChangedIsDiscardedBeforeTheNewRulesAreTold) {
    RuleTrial trial({kText, rule_for("all", "*", kDebounced)});
    trial.see(0, "/a.txt");
    trial.see(0, "/b.txt");
    EXPECT_EQ(trial.replace({changed(kText)}),
              (Lines{"text discarded 2", "all discarded 2", "replaced by 1"}));
    EXPECT_EQ(trial.pass_until(9'000), kNothing);
    EXPECT_EQ(trial.totals().discarded, 4U);
    EXPECT_TRUE(is_balanced(trial.totals()));
}

TEST(RuleReload, ARuleOfWhichNothingIsKnownStartsAnew) {
    const Rule unknown = changed(kText, Fingerprint::Unknown);
    RuleTrial trial({unknown});
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.replace({unknown}), (Lines{"text discarded 1", "replaced by 1"}));
}

TEST(RuleReload, ARuleOfAnotherNameStartsAnew) {
    Rule renamed = kText;
    renamed.name = "words";
    RuleTrial trial({kText});
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.replace({renamed}), (Lines{"text discarded 1", "replaced by 1"}));
}

TEST(RuleReload, AThrottleGoesOnUnlessTheRuleChanged) {
    const Rule kept = rule_for("kept", "*", kThrottled);
    const Rule edited = rule_for("edited", "*", kThrottled);
    RuleTrial trial({kept, edited});
    trial.see(0, "/a.txt");
    trial.replace({changed(edited), kept});
    EXPECT_EQ(trial.see(500, "/a.txt"), Lines{"edited fires /a.txt at 500"});
    EXPECT_EQ(trial.see(1'000, "/a.txt"), Lines{"kept fires /a.txt at 1000"});
}

TEST(RuleReload, ABreakersCountGoesOnUnlessTheRuleChanged) {
    const Rule kept = guarded(rule_for("kept", "*"));
    const Rule edited = guarded(rule_for("edited", "*"));
    RuleTrial trial({kept, edited});
    trial.see(0, "/a.txt");
    trial.replace({changed(edited), kept});
    EXPECT_EQ(trial.see(1, "/a.txt"), (Lines{"edited fires /a.txt at 1", "kept suspended for /a.txt"}));
}

TEST(RuleReload, ASuspensionGoesOnUnlessTheRuleChanged) {
    const Rule kept = guarded(rule_for("kept", "*"));
    const Rule edited = guarded(rule_for("edited", "*"));
    RuleTrial trial({kept, edited});
    trial.see(0, "/a.txt");
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.replace({kOther, changed(edited), kept}),
              (Lines{"edited resumed for /a.txt after 1", "replaced by 3"}));
    EXPECT_EQ(trial.see(1, "/a.txt"), Lines{"edited fires /a.txt at 1"});
    EXPECT_EQ(trial.pass_until(60'000), Lines{"kept resumed for /a.txt after 2"});
}

TEST(RuleReload, WhatARemovedRuleLeavesIsNotTakenForItsReturn) {
    const Rule rule = guarded(rule_for("text", "*.txt", kThrottled));
    RuleTrial trial({rule});
    trial.see(0, "/a.txt");
    trial.replace({});
    EXPECT_EQ(trial.see(1, "/a.txt"), kNothing);
    trial.replace({rule});
    EXPECT_EQ(trial.see(2, "/a.txt"), Lines{"text fires /a.txt at 2"});
}

TEST(RuleReload, OfTwoRulesOfOneNameTheFirstGoesOn) {
    RuleTrial trial({kText});
    trial.see(0, "/a.txt");
    trial.replace({kText, kText});
    EXPECT_EQ(trial.pass_until(500), (Lines{"text fires /a.txt at 500"}));
    EXPECT_EQ(trial.log().last().rule, 0U);
    trial.see(600, "/b.txt");
    EXPECT_EQ(trial.pass_until(2'000).size(), 2U);
}

}  // namespace
}  // namespace wee
