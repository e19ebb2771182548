#include "config/test_section.h"

#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// The test's own keys begin at line 10.
std::string with_test(const std::string& lines) {
    return kSoundSource + kSoundRule + "[[tests]]\n" + lines + "\n";
}

const std::string kName = "name = \"t\"\n";
const std::string kRules = "rules = [\"log\"]\n";

std::string with_event(const std::string& event) {
    return with_test(kName + "event = " + event + "\n" + kRules);
}

TestConfig test_of(const std::string& text) {
    LoadedConfig loaded = load(text);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    return loaded.config ? std::move(loaded.config->tests.at(0)) : TestConfig();
}

TEST(TestSection, EverythingArrives) {
    const TestConfig test = test_of(with_test(
        kName + kRules +
        "actions = [\"log info m\"]\n[tests.event]\nkind = \"process_stopped\"\nsource = \"processes\"\n"
        "timestamp = \"2026-11-23T12:00:00Z\"\nid = \"3f2a8c1e-5b7d-4e9a-8c6f-1d2e3f4a5b6c\"\npid = 42\n"
        "metadata = { exit_code = -1, load = 0.5, colour = \"red\" }"));
    EXPECT_EQ(test.name, "t");
    EXPECT_EQ(test.event.kind, EventKind::ProcessStopped);
    EXPECT_EQ(test.event.source, "processes");
    EXPECT_EQ(test.event.id.to_string(), "3f2a8c1e-5b7d-4e9a-8c6f-1d2e3f4a5b6c");
    EXPECT_GT(test.event.timestamp.time_since_epoch().count(), 0);
    EXPECT_EQ(*test.event.metadata.find("pid"), "42");
    EXPECT_EQ(*test.event.metadata.find("exit_code"), "-1");
    EXPECT_EQ(*test.event.metadata.find("load"), "0.5");
    EXPECT_EQ(*test.event.metadata.find("colour"), "red");
    EXPECT_EQ(test.rules, std::vector<std::string>{"log"});
    EXPECT_EQ(test.actions, std::vector<std::string>{"log info m"});
    EXPECT_EQ(test.place, "wee.toml:9");
}

TEST(TestSection, WhatIsLeftOutIsTheSameEveryTime) {
    const TestConfig test = test_of(with_test(kName + "rules = []\nevent = { kind = \"TimerTick\" }"));
    EXPECT_EQ(test.event.source, "test");
    EXPECT_EQ(test.event.id, EventId());
    EXPECT_EQ(test.event.timestamp, WallTime());
    EXPECT_TRUE(test.rules.empty());
    EXPECT_FALSE(test.actions);
}

TEST(TestSection, EmptyListOfActionsMeansNone) {
    const TestConfig test =
        test_of(with_test(kName + "rules = []\nactions = []\nevent = { kind = \"TimerTick\" }"));
    ASSERT_TRUE(test.actions);
    EXPECT_TRUE(test.actions->empty());
}

TEST(TestSection, RulesMayStandBelowTheirTests) {
    EXPECT_TRUE(load("[[tests]]\n" + kName + kRules + "event = { kind = \"TimerTick\" }\n" + kSoundSource +
                     kSoundRule)
                    .config);
}

class TestFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(TestFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

const std::string kEvent = "event = { kind = \"TimerTick\" }\n";

INSTANTIATE_TEST_SUITE_P(
    All, TestFinding,
    testing::Values(
        FindingCase{"NoName", with_test(kEvent + kRules), "9:1: error: ", "this test has no `name`"},
        FindingCase{"NoEvent", with_test(kName + kRules), "9:1: error: ", "the test `t` has no `event`"},
        FindingCase{"NoRules", with_test(kName + kEvent), "9:1: error: ", "the test `t` has no `rules`"},
        FindingCase{"NameTwice", with_test(kName + kEvent + kRules + "[[tests]]\n" + kName + kEvent + kRules),
                    "14:8: error: ", "there already is a test of the name `t`"},
        FindingCase{"KeySlip", with_test(kName + kEvent + kRules + "action = [\"a\"]"),
                    "13:1: error: ", "did you mean `actions`?"},
        FindingCase{"RuleSlip", with_test(kName + kEvent + "rules = [\"lgo\"]"),
                    "12:10: error: ", "there is no rule of the name `lgo`; did you mean `log`?"},
        FindingCase{"RuleUnknown", with_test(kName + kEvent + "rules = [\"something else\"]"),
                    "12:10: error: ", "there is no rule of the name"},
        FindingCase{"RulesAsNumber", with_test(kName + kEvent + "rules = 5"),
                    "12:9: error: ", "an array of texts"},
        FindingCase{"EventAsText", with_test(kName + kRules + "event = \"TimerTick\""),
                    "12:9: error: ", "must be a table"},
        FindingCase{"NoKind", with_event("{ pid = 1 }"), "11:9: error: ", "the event has no `kind`"},
        FindingCase{"KindSlip", with_event("{ kind = \"FileCraeted\", path = \"/a\" }"),
                    "11:18: error: ", "did you mean `FileCreated`?"},
        FindingCase{"KindSlipInSnakeCase", with_event("{ kind = \"timer_tik\" }"),
                    "11:18: error: ", "did you mean `timer_tick`?"},
        FindingCase{"KindUnknown", with_event("{ kind = \"Weather\" }"),
                    "11:18: error: ", "it is one of: `FileCreated`"},
        FindingCase{"FieldAsArray", with_event("{ kind = \"TimerTick\", pid = [1] }"),
                    "11:37: error: ", "`pid` must be a text or a number"},
        FindingCase{"FieldSlip", with_event("{ kind = \"TimerTick\", exitcode = 1 }"), "11:31: warning: ",
                    "no documented event has a field `exitcode`; did you mean `exit_code`?"},
        FindingCase{"MetadataAsText", with_event("{ kind = \"TimerTick\", metadata = \"a\" }"),
                    "11:42: error: ", "`metadata` must be a table"},
        FindingCase{"Timestamp", with_event("{ kind = \"TimerTick\", timestamp = \"noon\" }"),
                    "11:43: error: ", "`timestamp`: "},
        FindingCase{"NoPath", with_event("{ kind = \"FileCreated\" }"),
                    "11:9: warning: ", "a FileCreated event has a `path`"},
        FindingCase{"DisabledRule",
                    kSoundSource + kSoundRule + "enabled = false\n[[tests]]\n" + kName + kEvent + kRules,
                    "13:10: warning: ", "the rule `log` is disabled"}),
    case_name);

}  // namespace
}  // namespace wee
