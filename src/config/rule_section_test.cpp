#include "tests/support/config_cases.h"

namespace wee {
namespace {

const std::string kAction = "action = { type = \"log\", message = \"m\" }\n";

/// The rule begins at line 5; `lines` at line 7.
std::string with_rule(const std::string& lines) {
    return kSoundSource + "[[rules]]\nname = \"r\"\n" + lines;
}

TEST(RuleSection, RuleArrivesWhole) {
    const LoadedConfig loaded =
        load(with_rule("description = \"d\"\nenabled = false\ntags = [\"a\", \"b\"]\n"
                       "trigger = { type = \"file_created\" }\n" +
                       kAction));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    const RuleConfig& rule = loaded.config->rules.at(0);
    EXPECT_EQ(rule.rule.name, "r");
    EXPECT_FALSE(rule.rule.enabled);
    EXPECT_EQ(rule.actions.size(), 1U);
    EXPECT_EQ(rule.description, "d");
    EXPECT_EQ(rule.tags, (std::vector<std::string>{"a", "b"}));
}

TEST(RuleSection, SingularHeaderHidesNoMistake) {
    const LoadedConfig loaded =
        load(kSoundSource + "[[rule]]\nname = \"r\"\ntrigger = { type = \"file_craeted\" }\n" + kAction);
    ASSERT_EQ(loaded.diagnostics.size(), 2U) << findings_of(loaded);
    EXPECT_NE(loaded.diagnostics[1].message.find("`file_created`"), std::string::npos);
}

TEST(RuleSection, RulesKeepTheirOrder) {
    const LoadedConfig loaded = load(with_rule("trigger = { type = \"file\" }\n" + kAction) + kSoundRule);
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(loaded.config->rules.at(0).rule.name, "r");
    EXPECT_EQ(loaded.config->rules.at(1).rule.name, "log");
}

TEST(RuleSection, TriggerAndActionMayBeTablesOfTheirOwn) {
    const LoadedConfig loaded =
        load(with_rule("[rules.trigger]\ntype = \"file_created\"\npattern = \"*.txt\"\n"
                       "[rules.action]\ntype = \"log\"\nmessage = \"m\"\n"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(loaded.config->rules.at(0).actions.size(), 1U);
}

class RuleFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(RuleFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

const std::string kFile = "trigger = { type = \"file\" }\n";

INSTANTIATE_TEST_SUITE_P(
    All, RuleFinding,
    testing::Values(
        FindingCase{"NoName", kSoundSource + "[[rules]]\n" + kFile + kAction,
                    "5:1: error: ", "this rule has no `name`"},
        FindingCase{"NoTrigger", with_rule(kAction), "5:1: error: ",
                    "the rule `r` has no `trigger`; write: trigger = { type = \"file_created\" }"},
        FindingCase{"NoAction", with_rule(kFile),
                    "5:1: error: ", "the rule `r` has no `action`; write: action = {"},
        FindingCase{"TriggerAsText", with_rule("trigger = \"file\"\n" + kAction),
                    "7:11: error: ", "must be a table, but here is a text"},
        FindingCase{"NameTwice", kSoundSource + kSoundRule + kSoundRule,
                    "10:8: error: ", "there already is a rule of the name `log`, at wee.toml:6"},
        FindingCase{"EnabledAsNumber", with_rule("enabled = 1\n" + kFile + kAction),
                    "7:11: error: ", "true or false"},
        FindingCase{"TagsAsNumbers", with_rule("tags = [1]\n" + kFile + kAction),
                    "7:9: error: ", "array of texts"},
        FindingCase{"KeySlip", with_rule("enabeld = true\n" + kFile + kAction),
                    "7:1: error: ", "did you mean `enabled`?"},
        FindingCase{"SingleBrackets", kSoundSource + "[rules]\nname = \"r\"\n" + kFile + kAction,
                    "5:1: error: ", "write [[rules]] with two brackets"},
        FindingCase{"SectionSlip", kSoundSource + kSoundRule + "[[rule]]\nname = \"r\"\n" + kFile + kAction,
                    "9:3: error: ",
                    "unknown key or table `rule` at the top of the file; did you mean `rules`?; valid here: "
                    "[engine]"},
        FindingCase{"TriggerAtTheTop", kSoundSource + kSoundRule + "[trigger]\n",
                    "9:2: error: ", "write [rules.trigger] below the rule's [[rules]]"},
        FindingCase{"ActionAtTheTop", kSoundSource + kSoundRule + "[[action]]\n",
                    "9:3: error: ", "write [[rules.action]]"},
        FindingCase{"NothingFeedsIt",
                    "[[sources]]\nname = \"t\"\ntype = \"file_watcher\"\nenabled = false\npaths = \".\"\n"
                    "[[sources]]\nname = \"u\"\ntype = \"file_watcher\"\nenabled = false\npaths = \".\"\n" +
                        kSoundRule,
                    " warning: ", "every source is disabled"},
        FindingCase{"NoSource", kSoundRule, " warning: ", "there is no source"},
        FindingCase{"NoRule", kSoundSource, " warning: ", "there is no rule"}),
    case_name);

TEST(RuleSection, RuleThatNoSourceFeedsIsWarnedOf) {
    expect_finding({"", "[[sources]]\nname = \"t\"\ntype = \"timer\"\ninterval_seconds = 60\n" + kSoundRule,
                    "7:11: warning: ",
                    "no enabled source gives events that the rule `log` could match; add one (type = "
                    "\"file_watcher\")"});
    expect_finding({"",
                    kSoundSource + "[[rules]]\nname = \"p\"\ntrigger = { type = \"process_started\" }\n"
                                   "action = { type = \"log\", message = \"m\" }\n",
                    "7:11: warning: ", "add one (type = \"process_monitor\")"});
}

}  // namespace
}  // namespace wee
