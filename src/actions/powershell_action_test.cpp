#include "actions/powershell_action.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_launcher.h"

namespace wee {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Key;
using testing::Not;
using testing::Pair;

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

class PowerShellActionTest : public testing::Test {
protected:
    PowerShellActionTest() { event_.metadata.set(FieldId::Path, "/in/$(rm -rf ~)'; exit 9 #\".txt"); }

    ActionResult run(const PowerShellActionOptions& options) {
        const RunScope scope(event_, secrets_);
        return PowerShellAction(options, launcher_).run({scope, rule_name_, stop_});
    }
    LaunchRequest request() { return launcher_.requests().at(0); }

    Event event_ = make_event(EventKind::FileCreated, "files", {});
    FakeLauncher launcher_;
    const Secrets secrets_;
    const std::string rule_name_ = "tidy";
    const std::stop_token stop_;
};

TEST_F(PowerShellActionTest, TheScriptTravelsInAVariableAndTheCommandLineIsConstant) {
    run({.script = "Remove-Item \"$env:EVENT_PATH\"\nexit 3"});
    const LaunchRequest first = request();
    ASSERT_EQ(first.arguments.size(), 5U);
    EXPECT_THAT(first.arguments,
                ElementsAre("-NoLogo", "-NoProfile", "-NonInteractive", "-Command", testing::_));
    EXPECT_THAT(first.environment,
                Contains(Pair("WEE_POWERSHELL_SCRIPT", "Remove-Item \"$env:EVENT_PATH\"\nexit 3")));
    EXPECT_THAT(first.environment, Contains(Pair("EVENT_PATH", *event_.metadata.find(FieldId::Path))));
    run({.script = "other"});
    EXPECT_EQ(launcher_.requests().at(1).arguments, first.arguments);
}

// Windows' command line is one text: what has a double quote in it is escaped in ways that programs read differently.
TEST_F(PowerShellActionTest, TheCommandLineNeedsNoEscapingOnWindows) {
    run({.script = "exit"});
    EXPECT_EQ(request().arguments.back().find_first_of("\"\\\n%"), std::string::npos);
}

// -EncodedCommand makes PowerShell write its error stream as XML, whatever -OutputFormat says.
TEST_F(PowerShellActionTest, ErrorsAreTextAndTheFirstOneEndsTheScript) {
    run({.script = "exit"});
    EXPECT_THAT(request().arguments, Not(Contains("-EncodedCommand")));
    const std::string bootstrap = request().arguments.back();
    EXPECT_THAT(bootstrap, HasSubstr("$ErrorActionPreference = 'Stop'"));
    EXPECT_THAT(bootstrap, HasSubstr("[Console]::Error.WriteLine($_.Exception.Message); exit 1"));
    EXPECT_TRUE(bootstrap.ends_with("exit $LASTEXITCODE"));
}

TEST_F(PowerShellActionTest, AFileIsRunWithItsArgumentsOneByOne) {
    run({.file = text("/opt/tidy.ps1"),
         .program = {.arguments = {text("-Path"), text("{{EVENT_PATH}}")},
                     .working_directory = text("/tmp")}});
    EXPECT_THAT(request().arguments,
                ElementsAre("-NoLogo", "-NoProfile", "-NonInteractive", "-File", "/opt/tidy.ps1", "-Path",
                            "/in/$(rm -rf ~)'; exit 9 #\".txt"));
    EXPECT_EQ(request().working_directory, "/tmp");
    EXPECT_THAT(request().environment, Not(Contains(Key("WEE_POWERSHELL_SCRIPT"))));
}

TEST_F(PowerShellActionTest, TakesTheInterpreterThatIsThereOrTheOneThatIsNamed) {
    run({.script = "exit"});
    launcher_.miss("pwsh");
    run({.script = "exit"});
    run({.script = "exit", .interpreter = "/opt/pwsh"});
    EXPECT_EQ(launcher_.requests().at(0).command, "pwsh");
    EXPECT_EQ(launcher_.requests().at(1).command, "powershell.exe");
    EXPECT_EQ(launcher_.requests().at(2).command, "/opt/pwsh");
}

TEST_F(PowerShellActionTest, SaysThatThereIsNoPowerShell) {
    launcher_.miss("pwsh");
    launcher_.miss("powershell.exe");
    const ActionResult result = run({.script = "exit"});
    EXPECT_EQ(result.outcome, ActionOutcome::Failed);
    EXPECT_THAT(result.message, HasSubstr("say where it is with engine.powershell"));
    EXPECT_TRUE(launcher_.requests().empty());
}

TEST_F(PowerShellActionTest, TheExitCodeIsTheResultAndTheLastComplaintIsShown) {
    LaunchOutcome outcome;
    outcome.exit_code = 1;
    outcome.standard_error.text = "at <ScriptBlock>, <No file>: line 2\nCannot find path '/x'.\n";
    launcher_.answer(outcome);
    EXPECT_EQ(run({.script = "exit"}).message, "exit code 1: Cannot find path '/x'.");
    launcher_.answer_exit_code(3);
    EXPECT_EQ(run({.script = "exit", .program = {.success_codes = {3}}}).outcome, ActionOutcome::Succeeded);
}

TEST_F(PowerShellActionTest, DescribesItselfOnOneLine) {
    const RunScope scope(event_, secrets_);
    EXPECT_EQ(PowerShellAction({.script = "Get-Item 'a'\nexit"}, launcher_).describe(scope),
              R"(powershell script "Get-Item 'a'")");
    EXPECT_EQ(PowerShellAction({.file = text("a.ps1"), .program = {.arguments = {text("-x")}}}, launcher_)
                  .describe(scope),
              R"(powershell file "a.ps1" "-x")");
}

}  // namespace
}  // namespace wee
