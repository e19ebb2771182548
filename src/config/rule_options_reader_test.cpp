#include "config/rule_options_reader.h"

#include "tests/support/config_cases.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const std::string kLog = "action = { type = \"log\", message = \"m\" }\n";
const std::string kExecute = "action = { type = \"execute\", command = \"true\" }\n";

/// `lines` begin at line 8.
std::string with_options(const std::string& lines, const std::string& action = kExecute) {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\n" + lines + "\n" + action;
}

RuleConfig rule_of(const std::string& text) {
    LoadedConfig loaded = load(text);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    return loaded.config ? std::move(loaded.config->rules.at(0)) : RuleConfig();
}

TEST(RuleOptions, EveryOneArrives) {
    const RuleConfig config =
        rule_of(with_options("debounce = \"500ms\"\nthrottle = \"2s\"\ncooldown = \"5m\"\nkey = "
                             "\"{{DIRECTORY}}\"\nmode = \"restart\"\nmax = 3\nbreaker = { max = 7, window = "
                             "\"1m\", pause = \"1h\" }"));
    EXPECT_EQ(config.rule.timing.debounce, milliseconds(500));
    EXPECT_EQ(config.rule.timing.throttle, seconds(2));
    EXPECT_EQ(config.run.cooldown, minutes(5));
    ASSERT_TRUE(config.rule.key);
    EXPECT_EQ(config.rule.key->source(), "{{DIRECTORY}}");
    EXPECT_EQ(config.run.mode, RunMode::Restart);
    EXPECT_EQ(config.run.maximum_at_once, 3U);
    EXPECT_TRUE(config.rule.breaker.enabled);
    EXPECT_EQ(config.rule.breaker.most, 7U);
    EXPECT_EQ(config.rule.breaker.window, minutes(1));
    EXPECT_EQ(config.rule.breaker.pause, minutes(60));
}

TEST(RuleOptions, DefaultsHoldNothingBack) {
    const RuleConfig config = rule_of(with_options(""));
    EXPECT_EQ(config.rule.timing.debounce, milliseconds(0));
    EXPECT_EQ(config.rule.timing.throttle, milliseconds(0));
    EXPECT_EQ(config.run.cooldown, milliseconds(0));
    EXPECT_FALSE(config.rule.key);
    EXPECT_EQ(config.run.mode, RunMode::Queued);
    EXPECT_EQ(config.run.maximum_at_once, 0U);
    EXPECT_TRUE(config.rule.breaker.enabled);
}

TEST(RuleOptions, LinesOfARuleThatOnlyLogsKeepTheirOrder) {
    EXPECT_EQ(rule_of(with_options("", kLog)).run.maximum_at_once, 1U);
    EXPECT_EQ(rule_of(with_options("max = 4", kLog)).run.maximum_at_once, 4U);
}

TEST(RuleOptions, EveryModeHasItsWord) {
    EXPECT_EQ(rule_of(with_options("mode = \"queued\"")).run.mode, RunMode::Queued);
    EXPECT_EQ(rule_of(with_options("mode = \"single\"")).run.mode, RunMode::Single);
    EXPECT_EQ(rule_of(with_options("mode = \"parallel\"")).run.mode, RunMode::Parallel);
}

TEST(RuleOptions, BreakerComesFromTheEngineWhereTheRuleSaysNothing) {
    const std::string engine = "[engine]\nbreaker = { max = 9, window = \"20s\" }\n";
    EXPECT_EQ(rule_of(engine + with_options("")).rule.breaker.most, 9U);
    const BreakerOptions own = rule_of(with_options("breaker = { max = 5 }") + engine).rule.breaker;
    EXPECT_EQ(own.most, 5U);
    EXPECT_EQ(own.window, seconds(20));
    EXPECT_FALSE(rule_of(engine + with_options("breaker = false")).rule.breaker.enabled);
    EXPECT_FALSE(rule_of("[engine]\nbreaker = false\n" + with_options("")).rule.breaker.enabled);
    EXPECT_TRUE(rule_of("[engine]\nbreaker = false\n" + with_options("breaker = true")).rule.breaker.enabled);
}

TEST(RuleOptions, DefinitionTellsWhetherSomethingChanged) {
    const auto definition = [](const std::string& text) { return rule_of(text).rule.definition; };
    const Fingerprint first = definition(with_options("max = 3\nmode = \"single\""));
    EXPECT_NE(first, Fingerprint::Unknown);
    EXPECT_EQ(first, definition("\n\n" + with_options("mode   =   'single'  # why\nmax=3")));
    EXPECT_NE(first, definition(with_options("max = 4\nmode = \"single\"")));
    EXPECT_NE(first, definition(with_options("max = 3\nmode = \"single\"", kLog)));
    EXPECT_NE(first, definition("[engine]\nbreaker = false\n" + with_options("max = 3\nmode = \"single\"")));
    EXPECT_EQ(first,
              definition("[engine]\nlog_level = \"debug\"\n" + with_options("max = 3\nmode = \"single\"")));
}

TEST(RuleOptions, RetryArrives) {
    const auto retry = [](const std::string& value) {
        return rule_of(with_options("", "action = { type = \"execute\", command = \"true\", retry = " +
                                            value + " }\n"))
            .actions.at(0)
            .retry;
    };
    EXPECT_EQ(retry("3").attempts, 3U);
    EXPECT_EQ(retry("{ attempts = 2 }").backoff, RetryOptions().backoff);
    EXPECT_EQ(retry("{ attempts = 2, backoff = \"250ms\", jitter = 0.5 }").backoff, milliseconds(250));
    EXPECT_EQ(retry("{ attempts = 2, backoff = \"250ms\", jitter = 0.5 }").jitter, 0.5);
    EXPECT_EQ(retry("{ attempts = 2, jitter = 1 }").jitter, 1.0);
}

std::string with_retry(const std::string& value) {
    return with_options("", "action = { type = \"execute\", command = \"true\", retry = " + value + " }\n");
}

class RuleOptionFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(RuleOptionFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, RuleOptionFinding,
    testing::Values(
        FindingCase{"BareNumber", with_options("debounce = 5"), "8:12: error: ",
                    "`debounce` needs a unit: is it \"5s\" or \"5ms\"?; write: debounce = \"500ms\""},
        FindingCase{"DurationAsArray", with_options("cooldown = []"),
                    "8:12: error: ", "must be a duration in quotes, but here is an array"},
        FindingCase{"DurationUnreadable", with_options("throttle = \"2 sec\""),
                    "8:12: error: ", "`throttle`: "},
        FindingCase{"KeySlip", with_options("debouce = \"1s\""), "8:1: error: ", "did you mean `debounce`?"},
        FindingCase{"KeyUnclosed", with_options("key = \"{{DIRECTORY\""), "8:7: error: ", "`key`: "},
        FindingCase{"KeyEmpty", with_options("key = \"\""), "8:7: error: ", "`key` is empty"},
        FindingCase{"KeyVariable", with_options("key = \"{{DIRECTRY}}\""),
                    "8:7: error: ", "did you mean `DIRECTORY`?"},
        FindingCase{"ModeSlip", with_options("mode = \"queue\""), "8:8: error: ", "did you mean `queued`?"},
        FindingCase{"MaxOfNone", with_options("max = 0"), "8:7: error: ", "must be from 1"},
        FindingCase{"BreakerAsNumber", with_options("breaker = 5"),
                    "8:11: error: ", "must be true, false or a table"},
        FindingCase{"BreakerKeySlip", with_options("breaker = { maxx = 5 }"),
                    "8:13: error: ", "did you mean `max`?"},
        FindingCase{"BreakerWithoutWindow", with_options("breaker = { window = \"0s\" }"),
                    "8:22: error: ", "longer than nothing"},
        FindingCase{"RetryAsText", with_retry("\"3\""), "9:56: error: ", "or the number of attempts"},
        FindingCase{"RetryOfNone", with_retry("0"), "9:56: error: ", "must be from 1"},
        FindingCase{"RetryWithoutAttempts", with_retry("{ jitter = 0 }"),
                    "9:56: error: ", "`retry` has no `attempts`"},
        FindingCase{"JitterTooLarge", with_retry("{ attempts = 2, jitter = 2 }"),
                    "9:81: error: ", "`jitter` must be from 0 to 1"},
        FindingCase{"BackoffTooLong", with_retry("{ attempts = 2, backoff = \"1h\" }"),
                    "9:82: error: ", "at most \"5m\""},
        FindingCase{"TimeoutOfALog",
                    with_options("", "action = { type = \"log\", message = \"m\", timeout = \"1s\" }\n"),
                    "9:41: error: ", "unknown key `timeout` in the action `log`"}),
    case_name);

}  // namespace
}  // namespace wee
