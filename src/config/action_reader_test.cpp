#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// The actions begin at line 8.
std::string with_actions(const std::string& lines) {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\n" + lines + "\n";
}

std::string with_log(const std::string& keys) {
    return with_actions("action = { type = \"log\", " + keys + " }");
}

/// `line` is line 11.
std::string with_execute(const std::string& line) {
    return with_actions("[[rules.action]]\ntype = \"execute\"\ncommand = \"cp\"\n" + line);
}

std::vector<ActionConfig> actions_of(const std::string& text) {
    const LoadedConfig loaded = load(text);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    return loaded.config ? loaded.config->rules.at(0).actions : std::vector<ActionConfig>();
}

TEST(ActionReader, LogArrives) {
    const auto actions =
        actions_of(with_log("message = \"{{FILENAME}} x\", level = \"warn\", on_error = \"log\""));
    ASSERT_EQ(actions.size(), 1U);
    const auto& log = std::get<LogActionOptions>(actions[0].options);
    EXPECT_EQ(log.message.source(), "{{FILENAME}} x");
    EXPECT_EQ(log.level, LogLevel::Warning);
    EXPECT_EQ(actions[0].on_error, OnError::Log);
}

TEST(ActionReader, ExecuteArrives) {
    const auto actions = actions_of(with_execute(
        "args = [\"{{EVENT_PATH}}\", \"a b\"]\nworking_dir = \"/tmp\"\ntimeout = \"2s\"\noutput_limit = 10\n"
        "environment = { LANG = \"C\", FILE = \"{{FILENAME}}\" }"));
    ASSERT_EQ(actions.size(), 1U);
    const auto& execute = std::get<ExecuteActionOptions>(actions[0].options);
    EXPECT_EQ(execute.command.source(), "cp");
    ASSERT_EQ(execute.arguments.size(), 2U);
    EXPECT_EQ(execute.arguments[1].source(), "a b");
    EXPECT_EQ(execute.working_directory.source(), "/tmp");
    EXPECT_EQ(execute.timeout, std::chrono::seconds(2));
    EXPECT_EQ(execute.output_limit, 10U);
    EXPECT_EQ(execute.environment.size(), 2U);
    EXPECT_EQ(actions[0].on_error, OnError::Fail);
}

TEST(ActionReader, ExecuteDefaultsHold) {
    const auto actions = actions_of(with_execute("timeout_ms = 1500\nargs = []"));
    ASSERT_EQ(actions.size(), 1U);
    const auto& execute = std::get<ExecuteActionOptions>(actions[0].options);
    EXPECT_EQ(execute.timeout, std::chrono::milliseconds(1500));
    EXPECT_EQ(execute.output_limit, ExecuteActionOptions().output_limit);
    EXPECT_TRUE(execute.arguments.empty());
}

TEST(ActionReader, WrongTypeHidesNoMistake) {
    const LoadedConfig loaded =
        load(with_actions("action = { type = \"lgo\", message = \"{{FILENAM}}\", level = 5 }"));
    EXPECT_EQ(loaded.diagnostics.size(), 3U) << findings_of(loaded);
}

TEST(ActionReader, PathOfAProgramMayHoldBlanks) {
    EXPECT_EQ(
        actions_of(with_actions("action = { type = \"execute\", command = \"/no/such dir/{{FILENAME}}\" }"))
            .size(),
        1U);
}

TEST(ActionReader, SeveralKeepTheirOrderUnderEitherName) {
    for (const std::string key : {"action", "actions"}) {
        const auto actions = actions_of(with_actions(
            key + " = [{ type = \"execute\", command = \"true\" }, { type = \"log\", message = \"m\" }]"));
        ASSERT_EQ(actions.size(), 2U);
        EXPECT_TRUE(std::holds_alternative<ExecuteActionOptions>(actions[0].options));
        EXPECT_TRUE(std::holds_alternative<LogActionOptions>(actions[1].options));
    }
}

class ActionFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(ActionFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, ActionFinding,
    testing::Values(
        FindingCase{"BothNames",
                    with_log("message = \"m\"") + "actions = [{ type = \"log\", message = \"m\" }]\n",
                    "9:1: error: ", "both `action` and `actions`"},
        FindingCase{"EmptyArray", with_actions("action = []"),
                    "8:10: error: ", "the rule would do nothing; write: action ="},
        FindingCase{"AsText", with_actions("actions = \"log\""),
                    "8:11: error: ", "a table or an array of tables"},
        FindingCase{"OneIsAText", with_actions("action = [{ type = \"log\", message = \"m\" }, \"log\"]"),
                    "8:44: error: ", "here is a text"},
        FindingCase{"NoType", with_actions("action = { message = \"m\" }"),
                    "8:10: error: ", "the action has no `type`"},
        FindingCase{"TypeSlip", with_actions("action = { type = \"exceute\", command = \"true\" }"),
                    "8:19: error: ", "did you mean `execute`?"},
        FindingCase{"TypeUnknown", with_actions("action = { type = \"dance\" }"), "8:19: error: ",
                    "there is no action type \"dance\"; it is one of: `execute`, `log`, `emit`"},
        FindingCase{"OnErrorUnknown", with_log("message = \"m\", on_error = \"retry\""),
                    "8:52: error: ", "it is one of: `fail`, `continue`, `log`"},
        FindingCase{"NoMessage", with_log("level = \"info\""),
                    "8:10: error: ", "the action `log` has no `message`"},
        FindingCase{"LevelSlip", with_log("message = \"m\", level = \"inof\""),
                    "8:49: error: ", "did you mean `info`?"},
        FindingCase{"KeySlip", with_log("message = \"m\", levle = \"info\""),
                    "8:41: error: ", "did you mean `level`?"},
        FindingCase{"VariableSlip", with_log("message = \"{{EVENT_PAHT}}\""),
                    "8:36: error: ", "there is no variable \"EVENT_PAHT\"; did you mean `EVENT_PATH`?"},
        FindingCase{"VariableUnknown", with_log("message = \"{{WEATHER_FORECAST}}\""),
                    "8:36: error: ", "there are: `EVENT_"},
        FindingCase{"VariableUnclosed", with_log("message = \"{{EVENT_PATH\""),
                    "8:36: error: ", "`message`: "},
        FindingCase{"NoCommand", with_actions("action = { type = \"execute\" }"),
                    "8:10: error: ", "the action `execute` has no `command`"},
        FindingCase{"ArgsAsText", with_execute("args = \"-r {{EVENT_PATH}} /b\""),
                    "11:8: error: ", "write: args = [\"-r\", \"{{EVENT_PATH}}\", \"/b\"]"},
        FindingCase{"ArgIsNumber", with_execute("args = [\"-n\", 5]"),
                    "11:15: error: ", "array of texts, but here is a whole"},
        FindingCase{"ArgVariableSlip", with_execute("args = [\"-n\", \"{{FILENAM}}\"]"),
                    "11:15: error: ", "`FILENAME`"},
        FindingCase{"DirectoryAsNumber", with_execute("working_dir = 5"),
                    "11:15: error: ", "a text in quotes"},
        FindingCase{"EnvironmentAsArray", with_execute("environment = [\"A=b\"]"), "11:15: error: ",
                    "must be a table, but here is an array; write: environment = { LANG = \"C\" }"},
        FindingCase{"EnvironmentValueAsNumber", with_execute("environment = { A = 5 }"),
                    "11:21: error: ", "text in quotes"},
        FindingCase{"EnvironmentName", with_execute("environment = { \"A=B\" = \"5\" }"),
                    "11:17: error: ", "name of an environment"},
        FindingCase{"TimeoutAsNumber", with_execute("timeout = 30"),
                    "11:11: error: ", "write: timeout = \"30s\""},
        FindingCase{"TimeoutUnreadable", with_execute("timeout = \"30 parsecs\""),
                    "11:11: error: ", "`timeout`: "},
        FindingCase{"TimeoutOfNone", with_execute("timeout = \"0s\""),
                    "11:11: error: ", "longer than nothing"},
        FindingCase{"TimeoutTwice", with_execute("timeout = \"1s\"\ntimeout_ms = 1000"),
                    "12:1: error: ", "keep one of them"},
        FindingCase{"TimeoutNegative", with_execute("timeout_ms = -1"), "11:14: error: ", "from 1"},
        FindingCase{"OutputLimitNegative", with_execute("output_limit = -1"), "11:16: error: ", "from 0"},
        FindingCase{"CommandLine", with_actions("action = { type = \"execute\", command = \"cp -r /a\" }"),
                    "8:40: warning: ", "write: command = \"cp\", args = [\"-r\", \"/a\"]"},
        FindingCase{"CommandLineOfATemplate",
                    with_actions("action = { type = \"execute\", command = \"echo {{ EVENT_PATH }} b\" }"),
                    "8:40: warning: ", "write: command = \"echo\", args = [\"{{ EVENT_PATH }}\", \"b\"]"}),
    case_name);

const std::string kTwoActions =
    kSoundSource + "[[rules]]\nname = \"a\"\ntrigger = { type = \"file\" }\nactions = [\n";

TEST(ActionReader, ALaterActionMayUseWhatANamedOneAnswers) {
    const LoadedConfig loaded =
        load(kTwoActions +
             "{ type = \"execute\", name = \"count\", command = \"wc\" },\n"
             "{ type = \"log\", message = \"{{steps.count.output}} {{steps.count.json.a}}\" }]\n");
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(loaded.config->rules.at(0).actions.at(0).name, "count");
}

TEST(ActionReader, ExecuteTakesInputSuccessCodesAndVariablesToRemove) {
    const LoadedConfig loaded = load(kTwoActions +
                                     "{ type = \"execute\", command = \"wc\", stdin = \"{{path}}\", "
                                     "success_codes = [0, 3], remove_environment = [\"A\", \"B\"] }]\n");
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    const auto& options = std::get<ExecuteActionOptions>(loaded.config->rules.at(0).actions.at(0).options);
    EXPECT_EQ(options.standard_input.source(), "{{path}}");
    EXPECT_EQ(options.success_codes, (std::vector<int>{0, 3}));
    EXPECT_EQ(options.removed_variables, (std::vector<std::string>{"A", "B"}));
}

INSTANTIATE_TEST_SUITE_P(
    Steps, ActionFinding,
    testing::Values(
        FindingCase{"StepSlip",
                    kTwoActions + "{ type = \"execute\", name = \"count\", command = \"wc\" },\n"
                                  "{ type = \"log\", message = \"{{steps.cuont.output}}\" }]\n",
                    "10:27: error: ", "did you mean `count`?"},
        FindingCase{"StepStillToCome",
                    kTwoActions + "{ type = \"log\", message = \"{{steps.count.output}}\" },\n"
                                  "{ type = \"execute\", name = \"count\", command = \"wc\" }]\n",
                    "9:27: error: ", "no action before this one has a name"},
        FindingCase{"StepWithoutValue", kTwoActions + "{ type = \"log\", message = \"{{steps.count}}\" }]\n",
                    "9:27: error: ", "write {{steps.NAME.output}}"},
        FindingCase{"StepNameTwice",
                    kTwoActions + "{ type = \"execute\", name = \"a\", command = \"wc\" },\n"
                                  "{ type = \"execute\", name = \"a\", command = \"wc\" }]\n",
                    "10:28: error: ", "called `a` already"},
        FindingCase{"StepNameWithBlank",
                    kTwoActions + "{ type = \"execute\", name = \"a b\", command = \"wc\" }]\n",
                    "9:28: error: ", "letters, digits"},
        FindingCase{"NoSuccess",
                    kTwoActions + "{ type = \"execute\", command = \"wc\", success_codes = [] }]\n",
                    "9:53: error: ", "the action could only fail"},
        FindingCase{"SuccessAsText",
                    kTwoActions + "{ type = \"execute\", command = \"wc\", success_codes = [\"0\"] }]\n",
                    "9:54: error: ", "an exit code"}),
    case_name);

}  // namespace
}  // namespace wee
