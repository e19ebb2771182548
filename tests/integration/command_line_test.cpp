#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;

TEST(CommandLine, HelpAndVersionAreFine) {
    const FinishedProcess help = run_to_end({"--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_THAT(help.output, HasSubstr("--dry-run"));
    EXPECT_THAT(help.output, HasSubstr("check"));
    EXPECT_EQ(run_to_end({"-V"}).exit_code, 0);
    EXPECT_THAT(run_to_end({"--version"}).output, HasSubstr("wee "));
}

TEST(CommandLine, WhatIsNotUnderstoodIsRefusedWithAMend) {
    const FinishedProcess unknown = run_to_end({"chekc"});
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_THAT(unknown.error, HasSubstr("did you mean \"check\"?"));
    EXPECT_EQ(run_to_end({"--no-such-option"}).exit_code, 2);
    EXPECT_EQ(run_to_end({"-c"}).exit_code, 2);
    EXPECT_EQ(run_to_end({"-c", "a.toml", "-d", "b"}).exit_code, 2);
    EXPECT_THAT(run_to_end({"-l", "loud"}).error, HasSubstr("trace, debug, info, warn, error"));
    EXPECT_THAT(run_to_end({"--log-format", "xml"}).error, HasSubstr("neither text nor json"));
}

TEST(CommandLine, CheckSaysAllFindingsWithTheirPlaces) {
    const EngineConfig config;
    const std::string file = config.write(
        "[[rules]]\nname = \"a\"\ntriger = { type = \"file_created\" }\naction = { type = \"log\", message = "
        "7 }\n");
    const FinishedProcess check = run_to_end({"check", "-c", file});
    EXPECT_EQ(check.exit_code, 2);
    EXPECT_THAT(check.output, HasSubstr(file + ":8:1: error: "));
    EXPECT_THAT(check.output, HasSubstr("did you mean `trigger`?"));
    EXPECT_THAT(check.output, HasSubstr(file + ":9:"));
    const FinishedProcess run = run_to_end({"run", "-c", file});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_THAT(run.error, HasSubstr(file + ":8:1: error: "));
}

TEST(CommandLine, CheckSpeaksJsonToPrograms) {
    const EngineConfig config;
    const FinishedProcess check = run_to_end({"check", "--json", "-c", config.write("[[rules]]\n")});
    EXPECT_EQ(check.exit_code, 2);
    const nlohmann::json report = nlohmann::json::parse(check.output);
    EXPECT_GT(report.at("errors"), 0);
    EXPECT_EQ(report.at("diagnostics").at(0).at("line"), 6);
}

TEST(CommandLine, CheckAcceptsAValidConfiguration) {
    const EngineConfig config;
    const FinishedProcess check =
        run_to_end({"check", "-c",
                    config.write("[[rules]]\nname = \"a\"\ntrigger = { type = \"file_created\" }\n"
                                 "action = { type = \"log\", message = \"hello\" }\n")});
    EXPECT_EQ(check.exit_code, 0) << check.output;
    EXPECT_THAT(check.output, HasSubstr("valid: 1 source, 1 rule"));
}

TEST(CommandLine, AMissingConfigurationIsNamed) {
    const FinishedProcess run = run_to_end({"-c", "/nowhere/config.toml"});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_THAT(run.error, HasSubstr("/nowhere/config.toml"));
}

TEST(CommandLine, ConfigurationErrorsAreJsonWhereProgramsRead) {
    const FinishedProcess run = run_to_end({"-c", "/nowhere/config.toml", "--log-format", "json"});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(nlohmann::json::parse(run.output.substr(0, run.output.find('\n'))).value("event", ""),
              "config_error");
}

}  // namespace
}  // namespace wee
