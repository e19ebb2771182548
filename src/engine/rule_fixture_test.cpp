#include "engine/rule_fixture.h"

#include <gtest/gtest.h>

#include "engine/rule_generation.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/recording_log.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

class RuleFixtureTest : public testing::Test {
protected:
    RuleFixtureTest() {
        add_rule("texts", path_glob("*.txt"), "new {{FILENAME}}");
        add_rule("off", path_glob("*"), "off", false);
        add_rule("all", path_glob("*"), "seen");
    }

    void add_rule(const std::string& name, Trigger trigger, const std::string& message, bool enabled = true) {
        LogActionOptions options;
        options.message = TemplateText::parse(message, [](std::string_view) { return true; }).value();
        config_.rules.push_back({Rule{name, enabled, std::move(trigger)}, {{options, OnError::Fail}}});
    }

    FixtureOutcome outcome_of(std::vector<std::string> rules,
                              std::optional<std::vector<std::string>> actions = std::nullopt) {
        const TestConfig test{"test", file_event("/in/a.txt"), std::move(rules), std::move(actions)};
        return try_fixture(test, make_rule_generation(config_, {log_, launcher_, http_}));
    }

    Config config_;
    RecordingLog log_;
    FakeLauncher launcher_;
    FakeHttpClient http_;
};

TEST_F(RuleFixtureTest, ComparesTheRulesAsASet) {
    EXPECT_TRUE(outcome_of({"all", "texts"}).passed());
    EXPECT_TRUE(outcome_of({"texts", "all"}).passed());
    EXPECT_FALSE(outcome_of({"texts"}).passed());
    EXPECT_FALSE(outcome_of({"texts", "all", "off"}).passed());
    EXPECT_FALSE(outcome_of({}).passed());
    EXPECT_EQ(outcome_of({}).rules, (std::vector<std::string>{"texts", "all"}));
}

TEST_F(RuleFixtureTest, ComparesTheActionsInOrder) {
    EXPECT_TRUE(outcome_of({"all", "texts"}, {{"log \"new a.txt\"", "log \"seen\""}}).passed());
    const FixtureOutcome swapped = outcome_of({"all", "texts"}, {{"log \"seen\"", "log \"new a.txt\""}});
    EXPECT_TRUE(swapped.rules_agree);
    EXPECT_FALSE(swapped.actions_agree);
    EXPECT_FALSE(outcome_of({"all", "texts"}, {std::vector<std::string>()}).passed());
    EXPECT_TRUE(log_.lines().empty());
}

}  // namespace
}  // namespace wee
