#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "os/linux/file_descriptor.h"
#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr unsigned kPatienceSeconds = 20;

std::string logging_rule() {
    return "[[rules]]\nname = \"a\"\ntrigger = { type = \"file_created\" }\n"
           "action = { type = \"log\", message = \"hello\" }\n";
}

FileDescriptor open_fifo(const std::string& path) {
    EXPECT_EQ(mkfifo(path.c_str(), 0600), 0);
    return FileDescriptor(open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
}

/// `wee run FILE >&-`; an alarm ends it should it hang.
pid_t start_without_standard_output(const std::string& file) {
    const pid_t engine = fork();
    if (engine == 0) {
        close(STDOUT_FILENO);
        alarm(kPatienceSeconds);
        execl(WEE_BINARY, WEE_BINARY, "run", file.c_str(), nullptr);
        _exit(127);
    }
    return engine;
}

/// New files again and again, since an engine that cannot print does not say when it watches.
bool drop_files_until_readable(const EngineConfig& config, int descriptor) {
    constexpr int kLookMilliseconds = 100;
    for (unsigned count = 0; count < kPatienceSeconds * 10; ++count) {
        config.drop(std::to_string(count));
        pollfd waiting{descriptor, POLLIN, 0};
        if (poll(&waiting, 1, kLookMilliseconds) == 1) {
            return true;
        }
    }
    return false;
}

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
    EXPECT_THAT(check.output, HasSubstr("configuration: " + config.path("config.toml") + "\n"));
}

TEST(CommandLine, SourcesSaysOfEveryTypeWhetherItCanRunHere) {
    const FinishedProcess sources = run_to_end({"sources", "--json"});
    EXPECT_EQ(sources.exit_code, 0) << sources.error;
    std::map<std::string, bool> available;
    std::istringstream lines(sources.output);
    for (std::string line; std::getline(lines, line);) {
        const nlohmann::json kind = nlohmann::json::parse(line);
        available[kind.at("type")] = kind.at("available");
        EXPECT_EQ(kind.at("backend").is_string(), kind.at("available").get<bool>()) << line;
        EXPECT_TRUE(kind.at("backends").is_array()) << line;
    }
    EXPECT_EQ(available.size(), 6U);
    EXPECT_TRUE(available["file_watcher"] && available["timer"] && available["replay"]);
}

TEST(CommandLine, RunNamesTheFilesItRead) {
    const EngineConfig config;
    EngineProcess engine({"run", config.write(logging_rule()), "--log-format", "json"});
    EXPECT_EQ(engine.wait_for_event("config_loaded").value("message", ""),
              "configuration: " + config.path("config.toml"));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(CommandLine, RunSaysThatItRunsTheDemo) {
    const EngineConfig config;
    EngineProcess engine({"run", "--log-format", "json"}, {.working_directory = config.watched()});
    EXPECT_EQ(engine.wait_for_event("config_loaded").value("message", ""),
              "no configuration found (./config.toml, ./config/*.toml): running the built-in demo, which "
              "watches . for *.txt");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(CommandLine, AWarningInTheLogSaysItsSeverityOnce) {
    const EngineConfig config;
    const std::string file = config.write(logging_rule());
    std::filesystem::remove(config.watched());
    EngineProcess engine({"run", file});
    const auto warning = engine.wait_for_line(
        [&](const std::string& line) { return line.find(file + ":4:") != std::string::npos; });
    ASSERT_TRUE(warning);
    EXPECT_THAT(*warning, AllOf(HasSubstr("WARN"), Not(HasSubstr("warning:"))));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(CommandLine, TheEngineRunsWithoutStandardOutput) {
    const EngineConfig config;
    const std::string proof = config.path("proof");
    const FileDescriptor ran = open_fifo(proof);
    const std::string file = config.write(
        "[[rules]]\nname = \"a\"\ntrigger = { type = \"file_created\" }\n"
        "action = { type = \"execute\", command = \"cp\", args = [\"{{EVENT_PATH}}\", \"" +
        proof + "\"] }\n");
    const pid_t engine = start_without_standard_output(file);
    EXPECT_TRUE(drop_files_until_readable(config, ran.number()));
    kill(engine, SIGTERM);
    int status = 0;
    waitpid(engine, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
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
