#include "app/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wee {
namespace {

using testing::HasSubstr;
using testing::Not;

CommandLine understood(const std::vector<std::string>& arguments) {
    const auto parsed = parse_command_line(arguments);
    const auto* command_line = std::get_if<CommandLine>(&parsed);
    EXPECT_NE(command_line, nullptr) << (command_line == nullptr ? std::get<Farewell>(parsed).text : "");
    return command_line == nullptr ? CommandLine{} : *command_line;
}

Farewell refused(const std::vector<std::string>& arguments) {
    const auto parsed = parse_command_line(arguments);
    const auto* farewell = std::get_if<Farewell>(&parsed);
    EXPECT_NE(farewell, nullptr);
    return farewell == nullptr ? Farewell{} : *farewell;
}

TEST(CommandLine, NothingMeansRunWithTheDefaults) {
    const CommandLine line = understood({});
    EXPECT_EQ(line.command, Command::Run);
    EXPECT_EQ(line.mode, ExecutionMode::Execute);
    EXPECT_EQ(line.log_format, LogFormat::Text);
    EXPECT_FALSE(line.log_level);
    EXPECT_TRUE(line.config.file.empty());
}

TEST(CommandLine, OptionsMayStandBeforeOrBehindTheCommand) {
    for (const auto& arguments : {std::vector<std::string>{"run", "-c", "a.toml", "--dry-run"},
                                  {"-c", "a.toml", "--dry-run", "run"},
                                  {"--config", "a.toml", "--dry-run"},
                                  {"--config=a.toml", "--dry-run"}}) {
        const CommandLine line = understood(arguments);
        EXPECT_EQ(line.command, Command::Run);
        EXPECT_EQ(line.config.file, "a.toml");
        EXPECT_EQ(line.mode, ExecutionMode::DryRun);
    }
}

TEST(CommandLine, TheOriginalsSpellingsWork) {
    EXPECT_EQ(understood({"-d", "conf.d"}).config.directory, "conf.d");
    EXPECT_EQ(understood({"--config-dir", "conf.d"}).config.directory, "conf.d");
    EXPECT_EQ(understood({"-l", "debug"}).log_level, LogLevel::Debug);
    EXPECT_EQ(understood({"--log-level", "warn", "--no-watch"}).log_level, LogLevel::Warning);
}

TEST(CommandLine, RunTakesItsFileEitherWay) {
    for (const auto& arguments : {std::vector<std::string>{"run", "a.toml", "--dry-run"},
                                  {"run", "--dry-run", "a.toml"},
                                  {"--dry-run", "run", "a.toml"}}) {
        const CommandLine line = understood(arguments);
        EXPECT_EQ(line.command, Command::Run);
        EXPECT_EQ(line.config.file, "a.toml");
        EXPECT_EQ(line.mode, ExecutionMode::DryRun);
    }
}

TEST(CommandLine, TwoConfigurationsAreRefused) {
    for (const char* command : {"run", "check"}) {
        EXPECT_THAT(refused({command, "a.toml", "-c", "b.toml"}).text, HasSubstr("\"a.toml\" and -c"));
        EXPECT_THAT(refused({command, "-d", "conf.d", "a.toml"}).text, HasSubstr("\"a.toml\" and -d"));
        EXPECT_EQ(refused({command, "a.toml", "b.toml"}).code, ExitCode::UsageOrConfiguration);
    }
}

TEST(CommandLine, AFileInPlaceOfTheCommandIsToldHow) {
    const Farewell farewell = refused({"rules.toml"});
    EXPECT_EQ(farewell.code, ExitCode::UsageOrConfiguration);
    EXPECT_THAT(farewell.text, HasSubstr("say: wee run rules.toml"));
}

TEST(CommandLine, CheckTakesItsFileEitherWay) {
    EXPECT_EQ(understood({"check", "-c", "a.toml"}).command, Command::Check);
    EXPECT_EQ(understood({"check", "a.toml"}).config.file, "a.toml");
    EXPECT_EQ(understood({"check", "a.toml", "--json"}).output_format, OutputFormat::Json);
}

TEST(CommandLine, ExplainTakesEvents) {
    const CommandLine line = understood({"explain", "-c", "a.toml", "events.json", "--matched-only"});
    EXPECT_EQ(line.command, Command::Explain);
    EXPECT_EQ(line.config.file, "a.toml");
    EXPECT_EQ(line.events, "events.json");
    EXPECT_EQ(line.shown_rules, ShownRules::MatchedOnly);
    EXPECT_EQ(understood({"explain", "-"}).events, "-");
    EXPECT_EQ(understood({"-c", "a.toml", "explain", "-", "--json"}).output_format, OutputFormat::Json);
    EXPECT_EQ(refused({"explain"}).code, ExitCode::UsageOrConfiguration);
    EXPECT_EQ(refused({"explain", "a", "b"}).code, ExitCode::UsageOrConfiguration);
}

TEST(CommandLine, ReplayRunsActionsOnlyWhenTold) {
    const CommandLine line = understood({"replay", "-c", "a.toml", "events.jsonl"});
    EXPECT_EQ(line.command, Command::Replay);
    EXPECT_EQ(line.mode, ExecutionMode::DryRun);
    EXPECT_EQ(line.speed, ReplaySpeed{});
    EXPECT_EQ(line.bad_lines, BadLines::Stop);
    EXPECT_EQ(understood({"replay", "-", "--execute"}).mode, ExecutionMode::Execute);
    EXPECT_EQ(understood({"replay", "-", "--speed", "recorded"}).speed, ReplaySpeed{1});
    EXPECT_EQ(understood({"replay", "-", "--speed=0.5"}).speed, ReplaySpeed{0.5});
    EXPECT_EQ(understood({"replay", "-", "--skip-bad-lines"}).bad_lines, BadLines::Skip);
    EXPECT_THAT(refused({"replay", "-", "--speed", "slow"}).text, HasSubstr("--speed \"slow\""));
    EXPECT_THAT(refused({"replay", "-", "--execute", "--dry-run"}).text, HasSubstr("contradict"));
    EXPECT_EQ(refused({"replay"}).code, ExitCode::UsageOrConfiguration);
}

TEST(CommandLine, TestTakesItsFileEitherWay) {
    EXPECT_EQ(understood({"test", "-c", "a.toml"}).command, Command::Test);
    EXPECT_EQ(understood({"sources", "--json"}).command, Command::Sources);
    EXPECT_EQ(understood({"test", "a.toml", "--json"}).config.file, "a.toml");
    EXPECT_EQ(understood({"test", "-d", "conf.d"}).config.directory, "conf.d");
}

TEST(CommandLine, OptionsOfOneCommandAreRefusedByTheOthers) {
    EXPECT_EQ(refused({"check", "--execute"}).code, ExitCode::UsageOrConfiguration);
    EXPECT_EQ(refused({"run", "--matched-only"}).code, ExitCode::UsageOrConfiguration);
    EXPECT_EQ(refused({"test", "--speed", "1"}).code, ExitCode::UsageOrConfiguration);
}

TEST(CommandLine, HelpAndVersionEndFine) {
    EXPECT_EQ(refused({"-h"}).code, ExitCode::Fine);
    EXPECT_THAT(refused({"--help"}).text, HasSubstr("--log-format"));
    EXPECT_THAT(refused({"-V"}).text, HasSubstr("wee "));
    EXPECT_EQ(refused({"run", "--help"}).code, ExitCode::Fine);
}

TEST(CommandLine, WhatIsWrongIsAUsageErrorWithAHint) {
    EXPECT_EQ(refused({"rnu"}).code, ExitCode::UsageOrConfiguration);
    EXPECT_THAT(refused({"rnu"}).text, HasSubstr("did you mean \"run\"?"));
    EXPECT_THAT(refused({"fly\x1b"}).text, HasSubstr("fly\\x1b"));
    EXPECT_EQ(refused({"--wrong"}).code, ExitCode::UsageOrConfiguration);
    EXPECT_EQ(refused({"-c", "a", "-d", "b"}).code, ExitCode::UsageOrConfiguration);
    EXPECT_EQ(refused({"-l", "loud"}).code, ExitCode::UsageOrConfiguration);
    EXPECT_EQ(refused({"run", "check"}).code, ExitCode::UsageOrConfiguration);
    EXPECT_EQ(refused({"check", "run"}).code, ExitCode::UsageOrConfiguration);
}

TEST(CommandLine, OptionsOfTheOriginalThatAreNotBuiltYetSaySo) {
    for (const char* option : {"--status", "--install", "--uninstall", "--run-service"}) {
        const Farewell farewell = refused({option});
        EXPECT_EQ(farewell.code, ExitCode::UsageOrConfiguration);
        EXPECT_THAT(farewell.text, HasSubstr("not in this version yet"));
        EXPECT_THAT(refused({"--help"}).text, Not(HasSubstr(option)));
    }
}

}  // namespace
}  // namespace wee
