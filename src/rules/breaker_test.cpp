#include "rules/breaker.h"

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

/// At most three firings in 10 s, else a pause of a minute.
Rule guarded_rule(std::string name, std::string_view pattern, RuleTiming timing = {}) {
    Rule rule = rule_for(std::move(name), pattern, timing);
    rule.breaker = {.enabled = true, .most = 3, .window = 10s, .pause = 60s};
    return rule;
}

TEST(Breaker, SuspendsAKeyThatFiresMoreOftenThanItMayAndSaysSoOnce) {
    RuleTrial trial({guarded_rule("text", "*.txt")});
    EXPECT_EQ(trial.see(0, "/a.txt"), Lines{"text fires /a.txt at 0"});
    EXPECT_EQ(trial.see(1, "/a.txt"), Lines{"text fires /a.txt at 1"});
    EXPECT_EQ(trial.see(2, "/a.txt"), Lines{"text fires /a.txt at 2"});
    EXPECT_EQ(trial.see(3, "/a.txt"), Lines{"text suspended for /a.txt"});
    EXPECT_EQ(trial.see(4, "/a.txt"), kNothing);
    EXPECT_EQ(trial.see(59'999, "/a.txt"), kNothing);
    const RuleTotals expected{.matched = 6, .fired = 3, .suspended_firings = 3, .breaker_trips = 1};
    EXPECT_EQ(trial.totals(), expected);
}

TEST(Breaker, ResumesByItselfAfterThePauseAndSaysWhatWasHeldBack) {
    RuleTrial trial({guarded_rule("text", "*.txt")});
    for (int i = 0; i < 5; ++i) {
        trial.see(i, "/a.txt");
    }
    EXPECT_EQ(trial.evaluator().next_deadline(), SteadyTime{60'000ms});  // the purge
    EXPECT_EQ(trial.pass_until(60'002), kNothing);
    EXPECT_EQ(trial.pass_until(60'003), Lines{"text resumed for /a.txt after 2"});
    EXPECT_EQ(trial.see(60'004, "/a.txt"), Lines{"text fires /a.txt at 60004"});
    EXPECT_EQ(trial.pass_until(200'000), kNothing);
}

TEST(Breaker, ResumesBeforeAFiringOfTheSameMoment) {
    RuleTrial trial({guarded_rule("text", "*.txt")});
    for (int i = 0; i < 4; ++i) {
        trial.see(0, "/a.txt");
    }
    EXPECT_EQ(trial.see(60'000, "/a.txt"),
              (Lines{"text resumed for /a.txt after 1", "text fires /a.txt at 60000"}));
}

TEST(Breaker, TripsAgainAfterItResumed) {
    RuleTrial trial({guarded_rule("text", "*.txt")});
    for (int i = 0; i < 4; ++i) {
        trial.see(0, "/a.txt");
    }
    for (int i = 0; i < 3; ++i) {
        trial.see(60'000, "/a.txt");
    }
    EXPECT_EQ(trial.see(60'000, "/a.txt"), Lines{"text suspended for /a.txt"});
    EXPECT_EQ(trial.totals().breaker_trips, 2U);
}

TEST(Breaker, TheWindowSlides) {
    RuleTrial trial({guarded_rule("text", "*.txt")});
    trial.see(0, "/a.txt");
    trial.see(9'000, "/a.txt");
    trial.see(9'999, "/a.txt");
    EXPECT_EQ(trial.see(10'000, "/a.txt"), Lines{"text fires /a.txt at 10000"});
    EXPECT_EQ(trial.see(18'999, "/a.txt"), Lines{"text suspended for /a.txt"});
}

TEST(Breaker, CountsForEachKeyAndEachRuleOnItsOwn) {
    RuleTrial trial({guarded_rule("text", "*.txt"), rule_for("all", "*"), guarded_rule("a", "a*")});
    for (int i = 0; i < 4; ++i) {
        trial.see(0, "/b.txt");
    }
    EXPECT_EQ(trial.see(0, "/a.txt"),
              (Lines{"text fires /a.txt at 0", "all fires /a.txt at 0", "a fires /a.txt at 0"}));
    EXPECT_EQ(trial.see(0, "/b.txt"), Lines{"all fires /b.txt at 0"});
}

TEST(Breaker, SeesWhatDebounceAndThrottleLetThrough) {
    RuleTrial trial(
        {guarded_rule("debounced", "*.txt", {500ms, 0ms}), guarded_rule("throttled", "*.txt", {0ms, 1s})});
    for (int i = 0; i < 100; ++i) {
        trial.see(i, "/a.txt");
    }
    trial.pass_until(5'000);
    EXPECT_EQ(trial.totals().fired, 2U);
    EXPECT_EQ(trial.totals().breaker_trips, 0U);
}

TEST(Breaker, TellsOfAFiringThatWaited) {
    Rule rule = guarded_rule("text", "*.txt", {100ms, 0ms});
    rule.breaker.most = 1;
    rule.key = TemplateText::parse("{{DIRECTORY}}", is_event_variable).value();
    RuleTrial trial({rule}, TimeSource::Events);
    trial.see(0, "/d/a.txt");
    trial.see(200, "/d/b.txt");
    EXPECT_EQ(trial.pass_until(90'000),
              (Lines{"text suspended for /d by /d/b.txt", "text resumed for /d after 1"}));
}

TEST(Breaker, FollowsTheOrderOfTimeBetweenFiringsAndResumptions) {
    Rule rule = guarded_rule("text", "*.txt", {500ms, 0ms});
    rule.breaker = {.enabled = true, .most = 1, .window = 10s, .pause = 1s};
    RuleTrial trial({rule}, TimeSource::Events);
    trial.see(0, "/a.txt");      // fires at 500
    trial.see(600, "/a.txt");    // trips at 1100, until 2100
    trial.see(1'599, "/a.txt");  // due at 2099
    EXPECT_EQ(trial.see(2'101, "/b.txt"), Lines{"text resumed for /a.txt after 2"});
}

TEST(Breaker, ForgetsWhatIsOver) {
    RuleTrial trial({guarded_rule("text", "*.txt")});
    trial.see(0, "/a.txt");
    EXPECT_EQ(trial.evaluator().next_deadline(), SteadyTime{1min});
    trial.pass_until(60'000);
    EXPECT_EQ(trial.evaluator().next_deadline(), kNever);
}

class BreakerMemoryTest : public testing::Test {
protected:
    Breaker::Verdict judge(const std::string& key) {
        constexpr BreakerOptions kOnce{.enabled = true, .most = 1, .window = 1h, .pause = 1h};
        return breaker_.judge({RuleId{1}, key}, kOnce, SteadyTime{});
    }
    void suspend(const std::string& key) {
        EXPECT_EQ(judge(key), Breaker::Verdict::Fire);
        EXPECT_EQ(judge(key), Breaker::Verdict::Trip);
    }

    Breaker breaker_{2};
};

TEST_F(BreakerMemoryTest, CountsSoManyKeysAndForgetsTheOneThatFiredLongestAgo) {
    for (const char* key : {"first", "second", "third"}) {
        EXPECT_EQ(judge(key), Breaker::Verdict::Fire);
    }
    EXPECT_EQ(judge("third"), Breaker::Verdict::Trip);
    EXPECT_EQ(judge("first"), Breaker::Verdict::Fire);  // was pushed out
    EXPECT_EQ(judge("second"), Breaker::Verdict::Trip);
}

TEST_F(BreakerMemoryTest, WantsTheFirstToResumeWhenTooManyAreSuspended) {
    suspend("first");
    suspend("second");
    EXPECT_FALSE(breaker_.is_overfull());
    suspend("third");
    EXPECT_TRUE(breaker_.is_overfull());
    EXPECT_EQ(breaker_.take_resumption().key, "first");
    EXPECT_FALSE(breaker_.is_overfull());
    suspend("first");
}

}  // namespace
}  // namespace wee
