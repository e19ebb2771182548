#include "actions/execute_action.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_launcher.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

Event created(const std::string& path) {
    Event event = make_event(EventKind::FileCreated, "files", {});
    event.metadata.set(FieldId::Path, path);
    return event;
}

class ExecuteActionTest : public testing::Test {
protected:
    ActionResult run(const ExecuteActionOptions& options, const Event& event = created("/in/a b.txt")) {
        const RunScope scope(event, secrets_);
        return ExecuteAction(options, launcher_).run({scope, rule_name_, stop_});
    }

    FakeLauncher launcher_;
    Secrets secrets_;
    const std::string rule_name_ = "copy";
    const std::stop_token stop_;
};

TEST_F(ExecuteActionTest, PutsTheEventIntoArgumentsWholeAndUnsplit) {
    run({.command = text("cp"),
         .arguments = {text("--"), text("{{EVENT_PATH}}"), text("/out/{{FILENAME}}.bak")}},
        created("/in/$(rm -rf ~) \"a\"\n{{PID}}.txt"));
    EXPECT_EQ(launcher_.requests().at(0).arguments,
              (std::vector<std::string>{"--", "/in/$(rm -rf ~) \"a\"\n{{PID}}.txt",
                                        "/out/$(rm -rf ~) \"a\"\n{{PID}}.txt.bak"}));
}

TEST_F(ExecuteActionTest, GivesTheChildTheEventAndTheConfiguredEnvironmentLast) {
    run({.command = text("env"),
         .environment = {{"TARGET", text("/out/{{FILENAME}}")}, {"EVENT_TYPE", text("mine")}}});
    const auto environment = launcher_.requests().at(0).environment;
    EXPECT_THAT(environment, Contains(Pair("EVENT_PATH", "/in/a b.txt")));
    EXPECT_THAT(environment, Contains(Pair("EVENT_SOURCE", "files")));
    EXPECT_THAT(environment, Contains(Pair("TARGET", "/out/a b.txt")));
    EXPECT_EQ(environment.back(), (std::pair<std::string, std::string>{"EVENT_TYPE", "mine"}));
}

TEST_F(ExecuteActionTest, HandsTimeoutDirectoryAndOutputLimitOn) {
    run({.command = text("make"),
         .working_directory = text("{{DIRECTORY}}"),
         .timeout = 250ms,
         .output_limit = 77});
    const LaunchRequest request = launcher_.requests().at(0);
    EXPECT_EQ(request.working_directory, "/in");
    EXPECT_EQ(request.timeout, 250ms);
    EXPECT_EQ(request.output_limit, 77U);
}

TEST_F(ExecuteActionTest, NoHalfOfASecretIsQuoted) {
    secrets_.add("TOKEN", "correct-horse-battery-staple");
    LaunchOutcome outcome;
    outcome.exit_code = 1;
    outcome.standard_error.text = std::string(190, '-') + "correct-horse-battery-staple";
    launcher_.answer(outcome);
    EXPECT_THAT(run({.command = text("login")}).message, testing::Not(testing::HasSubstr("correct")));
}

TEST_F(ExecuteActionTest, AnExitCodeIsAFailureThatQuotesTheLastComplaint) {
    LaunchOutcome outcome;
    outcome.exit_code = 2;
    outcome.standard_error.text = "usage: cp\ncp: no such file\n";
    launcher_.answer(outcome);
    const ActionResult result = run({.command = text("cp")});
    EXPECT_EQ(result.outcome, ActionOutcome::Failed);
    EXPECT_EQ(result.message, "exit code 2: cp: no such file");
}

TEST_F(ExecuteActionTest, AFailureWithoutComplaintQuotesTheOutputBounded) {
    LaunchOutcome outcome;
    outcome.exit_code = 1;
    outcome.standard_output.text = "checking\n" + std::string(1000, 'x');
    launcher_.answer(outcome);
    EXPECT_EQ(run({.command = text("make")}).message, "exit code 1: " + std::string(200, 'x'));
}

TEST_F(ExecuteActionTest, EveryOtherEndIsNamed) {
    LaunchOutcome outcome;
    outcome.end = LaunchEnd::TimedOut;
    launcher_.answer(outcome);
    EXPECT_THAT(run({.command = text("sleep"), .timeout = 2s}).message, HasSubstr("took longer than 2s"));
    outcome.end = LaunchEnd::Signalled;
    outcome.signal = 11;
    launcher_.answer(outcome);
    EXPECT_EQ(run({.command = text("crash")}).message, "died of signal 11");
    outcome.end = LaunchEnd::Stopped;
    launcher_.answer(outcome);
    EXPECT_EQ(run({.command = text("long")}).outcome, ActionOutcome::Stopped);
    launcher_.answer_failure("command \"cpp\" was not found in PATH");
    EXPECT_EQ(run({.command = text("cpp")}).message, "command \"cpp\" was not found in PATH");
}

TEST_F(ExecuteActionTest, AnswersWithItsOutputAndExitCode) {
    LaunchOutcome outcome;
    outcome.standard_output = {"{\"id\": 7}\n\n", 11};
    outcome.standard_error = {"slow\r\n", 6};
    launcher_.answer(outcome);
    const StepAnswer answer = run({.command = text("make")}).answer;
    EXPECT_THAT(answer.values, ElementsAre(Pair("exit_code", "0"), Pair("output", "{\"id\": 7}"),
                                           Pair("error_output", "slow")));
    EXPECT_EQ(answer.json, "{\"id\": 7}\n\n");
}

TEST_F(ExecuteActionTest, SucceedsWithTheCodesThatMeanSuccess) {
    launcher_.answer_exit_code(3);
    EXPECT_EQ(run({.command = text("diff"), .success_codes = {0, 3}}).outcome, ActionOutcome::Succeeded);
    launcher_.answer_exit_code(0);
    EXPECT_EQ(run({.command = text("diff"), .success_codes = {3}}).outcome, ActionOutcome::Failed);
}

TEST_F(ExecuteActionTest, HandsInputAndRemovedVariablesOn) {
    run({.command = text("wc"), .removed_variables = {"A"}, .standard_input = text("<{{FILENAME}}>")});
    EXPECT_EQ(launcher_.requests().at(0).standard_input, "<a b.txt>");
    EXPECT_EQ(launcher_.requests().at(0).removed_variables, std::vector<std::string>{"A"});
}

TEST_F(ExecuteActionTest, SaysHowMuchOutputWasNotKept) {
    LaunchOutcome outcome;
    outcome.standard_output = {"yyyy", 1000};
    launcher_.answer(outcome);
    EXPECT_THAT(run({.command = text("yes")}).output, HasSubstr("996 more bytes were not kept"));
}

TEST_F(ExecuteActionTest, DescribesItselfOnOneSafeLineAndStartsNothing) {
    const ExecuteAction action(
        {.command = text("cp"), .arguments = {text("{{EVENT_PATH}}")}, .working_directory = text("/tmp")},
        launcher_);
    const Event event = created("/a\n\x1b[2J\"b");
    EXPECT_EQ(action.describe({event, secrets_}), R"(execute "cp" "/a\n\x1b[2J\"b" in "/tmp")");
    EXPECT_TRUE(launcher_.requests().empty());
}

}  // namespace
}  // namespace wee
