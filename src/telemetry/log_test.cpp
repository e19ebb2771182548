#include "telemetry/log.h"

#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/recording_log.h"

namespace wee {
namespace {

/// What reached standard output while `act` ran, line by line.
template <typename Act>
std::vector<std::string> printed_lines(Act act) {
    testing::internal::CaptureStdout();
    act();
    std::istringstream output(testing::internal::GetCapturedStdout());
    std::vector<std::string> lines;
    for (std::string line; std::getline(output, line);) {
        lines.push_back(line);
    }
    return lines;
}

TEST(LogLevel, ReadsBackEveryName) {
    for (const LogLevel level : {LogLevel::Trace, LogLevel::Debug, LogLevel::Info, LogLevel::Warning,
                                 LogLevel::Error, LogLevel::Off}) {
        EXPECT_EQ(parse_log_level(to_string(level)), level);
    }
    EXPECT_EQ(parse_log_level("warning"), LogLevel::Warning);
    EXPECT_EQ(parse_log_level("INFO"), std::nullopt);
    EXPECT_EQ(parse_log_level(""), std::nullopt);
}

TEST(Log, EachCallHasItsLevel) {
    RecordingLog log;
    log.trace("a", "");
    log.debug("b", "");
    log.info("c", "");
    log.warn("d", "");
    log.error("e", "");
    std::string seen;
    for (const RecordedLine& line : log.lines()) {
        seen += line.event + "=" + std::string(to_string(line.level)) + " ";
    }
    EXPECT_EQ(seen, "a=trace b=debug c=info d=warn e=error ");
}

TEST(StdoutLog, WritesWhatIsEnabled) {
    const std::vector<std::string> lines = printed_lines([] {
        const auto log = make_stdout_log(LogLevel::Warning, LogFormat::Text);
        EXPECT_FALSE(log->is_enabled(LogLevel::Info));
        EXPECT_FALSE(log->is_enabled(LogLevel::Off));
        log->info("a", "hidden");
        log->warn("b", "{shown} %v");
        log->set_level(LogLevel::Debug);
        log->debug("c", "shown too");
        log->set_level(LogLevel::Off);
        log->error("d", "hidden");
        log->announce("ready", "always shown", {});
    });
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_TRUE(lines[0].ends_with("WARN  {shown} %v"));
    EXPECT_TRUE(lines[1].ends_with("DEBUG shown too"));
    EXPECT_TRUE(lines[2].ends_with("INFO  always shown"));
}

TEST(StdoutLog, WritesJson) {
    const std::vector<std::string> lines = printed_lines([] {
        make_stdout_log(LogLevel::Info, LogFormat::Json)->info("ready", "watching\n", {{"sources", 2}});
    });
    ASSERT_EQ(lines.size(), 1U);
    const nlohmann::json json = nlohmann::json::parse(lines[0], nullptr, false);
    ASSERT_TRUE(json.is_object());
    EXPECT_EQ(json["event"], "ready");
    EXPECT_EQ(json["message"], "watching\n");
    EXPECT_EQ(json["sources"], 2);
}

TEST(StdoutLog, ThreadsNeverMixTheirLines) {
    constexpr std::size_t kThreads = 4;
    constexpr std::size_t kLines = 250;
    const std::string message(3'000, 'x');
    const std::vector<std::string> lines = printed_lines([&message] {
        const auto log = make_stdout_log(LogLevel::Info, LogFormat::Json);
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < kThreads; ++i) {
            threads.emplace_back([&] {
                for (std::size_t j = 0; j < kLines; ++j) {
                    log->info("line", message);
                }
            });
        }
    });
    EXPECT_EQ(lines.size(), kThreads * kLines);
    for (const std::string& line : lines) {
        ASSERT_TRUE(nlohmann::json::accept(line));
    }
}

}  // namespace
}  // namespace wee
