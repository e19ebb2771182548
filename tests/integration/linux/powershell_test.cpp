// Debian has no PowerShell: a stand-in shows what it would be started with. What the real one makes of that is not
// tested here.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;

/// Writes down what it gets, complains, and ends with the code that the script's last line says.
constexpr const char* kStandIn = R"(#!/bin/sh
printf '[%s]\n' "$@"
printf 'script: %s\n' "$WEE_POWERSHELL_SCRIPT"
printf 'path: %s\n' "$EVENT_PATH"
printf 'first complaint\nCannot find path.\n' >&2
exit "${WEE_POWERSHELL_SCRIPT##*exit }"
)";

class PowerShell : public testing::Test {
protected:
    PowerShell() {
        std::ofstream(config_.path("pwsh")) << kStandIn;
        std::filesystem::permissions(config_.path("pwsh"), std::filesystem::perms::owner_all);
    }
    /// The rule's action has these keys, and a log action shows what it wrote.
    std::string write(const std::string& engine, const std::string& keys) {
        return config_.write(engine +
                             "[[rules]]\nname = \"tidy\"\ntrigger = { type = \"file_created\" }\n"
                             "[[rules.action]]\ntype = \"powershell\"\nname = \"run\"\non_error = \"log\"\n" +
                             keys +
                             "\n[[rules.action]]\ntype = \"log\"\nmessage = \"{{steps.run.exit_code}} "
                             "{{steps.run.output}}\"\n");
    }
    std::string engine_keys() { return "[engine]\npowershell = '" + config_.path("pwsh") + "'\n"; }

    const EngineConfig config_;
};

TEST_F(PowerShell, AScriptGetsTheEventByVariablesAndItsExitCodeCounts) {
    const std::string file = write(engine_keys(), "script = '''\nGet-Item \"$env:EVENT_PATH\"\nexit 3'''");
    EngineProcess engine({"run", "-c", file, "--log-format", "json"});
    engine.wait_for_event("ready");
    config_.drop("$(touch x)'\"; exit 0.txt");
    EXPECT_THAT(engine.wait_for_event("action_failed").value("message", ""),
                HasSubstr("exit code 3: Cannot find path."));
    const std::string seen = engine.wait_for_event("log").value("message", "");
    EXPECT_TRUE(seen.starts_with("3 [-NoLogo]\n[-NoProfile]\n[-NonInteractive]\n[-Command]\n[$Error"))
        << seen;
    EXPECT_THAT(seen, HasSubstr("script: Get-Item \"$env:EVENT_PATH\"\nexit 3\n"));
    EXPECT_THAT(seen, HasSubstr("path: " + config_.watched() + "/$(touch x)'\"; exit 0.txt"));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(PowerShell, AFileGetsItsArgumentsAsTheyAre) {
    const std::string file =
        write(engine_keys(), "file = '/opt/tidy.ps1'\nargs = ['-Path', '{{EVENT_PATH}}']\nsuccess_codes = 2");
    EngineProcess engine({"run", "-c", file, "--log-format", "json"});
    engine.wait_for_event("ready");
    config_.drop("a b.txt");
    EXPECT_THAT(
        engine.wait_for_event("log").value("message", ""),
        HasSubstr("[-File]\n[/opt/tidy.ps1]\n[-Path]\n[" + config_.watched() + "/a b.txt]\nscript: \n"));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(PowerShell, IsFoundInPath) {
    const std::string file = write("", "script = 'exit 0'");
    EngineProcess engine({"run", "-c", file, "--log-format", "json"},
                         {.environment = {{"PATH", config_.path("") + ":/usr/bin:/bin"}}});
    engine.wait_for_event("ready");
    config_.drop("a.txt");
    EXPECT_EQ(engine.wait_for_event("action_succeeded").value("rule", ""), "tidy");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(PowerShell, ThatIsMissingIsSaid) {
    const std::string file = write("", "script = 'exit 0'");
    EngineProcess engine({"run", "-c", file, "--log-format", "json"},
                         {.environment = {{"PATH", config_.path("none")}}});
    engine.wait_for_event("ready");
    config_.drop("a.txt");
    EXPECT_THAT(engine.wait_for_event("action_failed").value("message", ""),
                HasSubstr("there is no PowerShell"));
    EXPECT_EQ(engine.terminate(), 0);
}

}  // namespace
}  // namespace wee
