#include "actions/executor.h"

#include <gtest/gtest.h>

#include "actions/action_factory.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/recording_log.h"
#include "tests/support/runs.h"

namespace wee {
namespace {

using namespace std::chrono_literals;

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

class ExecutorTest : public testing::Test {
protected:
    /// A rule whose actions execute these commands.
    std::shared_ptr<const ExecutableRule> rule(const std::string& name,
                                               const std::vector<std::string>& commands,
                                               OnError on_error = OnError::Fail) {
        ExecutableRule made{name, {}};
        for (const std::string& command : commands) {
            ExecuteActionOptions options;
            options.command = text(command);
            options.arguments.push_back(text("{{EVENT_PATH}}"));
            made.actions.push_back({make_action(options, {log_, launcher_, http_}), on_error});
        }
        return std::make_shared<const ExecutableRule>(std::move(made));
    }

    std::vector<std::string> started() const {
        std::vector<std::string> commands;
        for (const LaunchRequest& request : launcher_.requests()) {
            commands.push_back(request.command + " " + request.arguments.at(0));
        }
        return commands;
    }

    RecordingLog log_;
    FakeLauncher launcher_;
    FakeHttpClient http_;
    SystemClock clock_;
};

TEST_F(ExecutorTest, RunsEveryActionOfARuleOnceAndInOrder) {
    const auto copy = rule("copy", {"first", "second", "third"});
    Executor executor({}, log_, clock_);
    executor.submit(make_run(copy, "/a"));
    ASSERT_TRUE(launcher_.wait_for_finished(3));
    executor.stop(5s);
    EXPECT_EQ(started(), (std::vector<std::string>{"first /a", "second /a", "third /a"}));
    EXPECT_EQ(executor.totals().actions_succeeded, 3U);
}

TEST_F(ExecutorTest, RunsOfOneRuleFollowEachOtherInTheOrderOfTheirEvents) {
    const auto copy = rule("copy", {"cp"});
    Executor executor({}, log_, clock_);
    std::vector<std::string> expected;
    for (int i = 0; i < 200; ++i) {
        executor.submit(make_run(copy, std::to_string(i)));
        expected.push_back("cp " + std::to_string(i));
    }
    ASSERT_TRUE(launcher_.wait_for_finished(200));
    EXPECT_EQ(started(), expected);
    EXPECT_EQ(launcher_.most_running_at_once(), 1U);
}

TEST_F(ExecutorTest, ASlowActionHoldsUpOnlyItsOwnRule) {
    launcher_.block("slow");
    const auto slow = rule("slow", {"slow"});
    const auto quick = rule("quick", {"quick"});
    Executor executor({}, log_, clock_);
    for (int i = 0; i < 100; ++i) {
        executor.submit(make_run(slow, "/a"));
    }
    ASSERT_TRUE(launcher_.wait_for_running(1));
    for (int i = 0; i < 10; ++i) {
        executor.submit(make_run(quick, "/b"));
    }
    EXPECT_TRUE(launcher_.wait_for_finished(10));
    EXPECT_EQ(executor.totals().runs_waiting, 99U);
    launcher_.release();
    EXPECT_TRUE(launcher_.wait_for_finished(110));
}

TEST_F(ExecutorTest, ManySlowRulesRunBesideEachOther) {
    constexpr std::size_t kRules = 50;
    launcher_.block();
    std::vector<std::shared_ptr<const ExecutableRule>> rules;
    for (std::size_t i = 0; i < kRules; ++i) {
        rules.push_back(rule("rule " + std::to_string(i), {"slow"}));
    }
    Executor executor({}, log_, clock_);
    for (std::size_t i = 0; i < kRules; ++i) {
        executor.submit(make_run(rules[i], "/a"));
    }
    EXPECT_TRUE(launcher_.wait_for_running(kRules));
    launcher_.release();
    EXPECT_TRUE(launcher_.wait_for_finished(kRules));
}

TEST_F(ExecutorTest, AFailureEndsTheRunAndIsLoggedAsAnError) {
    launcher_.answer_exit_code(3);
    const auto copy = rule("copy", {"first", "second"});
    Executor executor({}, log_, clock_);
    executor.submit(make_run(copy, "/a"));
    ASSERT_TRUE(log_.wait_for("action_failed"));
    executor.stop(5s);
    EXPECT_EQ(started(), (std::vector<std::string>{"first /a"}));
    EXPECT_EQ(executor.totals().actions_failed, 1U);
    const RecordedLine line = log_.lines_of("action_failed").at(0);
    EXPECT_EQ(line.level, LogLevel::Error);
    EXPECT_NE(line.message.find("exit code 3"), std::string::npos) << line.message;
    EXPECT_EQ(line.fields.at("rule"), "copy");
}

TEST_F(ExecutorTest, OnErrorContinueGoesOnWithAWarning) {
    launcher_.answer_failure("command \"first\" was not found");
    const auto copy = rule("copy", {"first", "second"}, OnError::Continue);
    Executor executor({}, log_, clock_);
    executor.submit(make_run(copy, "/a"));
    ASSERT_TRUE(launcher_.wait_for_finished(2));
    executor.stop(5s);
    EXPECT_EQ(log_.lines_of("action_failed").at(0).level, LogLevel::Warning);
    EXPECT_EQ(executor.totals().actions_failed, 1U);
    EXPECT_EQ(executor.totals().actions_succeeded, 1U);
}

TEST_F(ExecutorTest, OnErrorLogGoesOnAndOnlyLogs) {
    launcher_.answer_exit_code(1);
    const auto copy = rule("copy", {"first", "second"}, OnError::Log);
    Executor executor({}, log_, clock_);
    executor.submit(make_run(copy, "/a"));
    ASSERT_TRUE(launcher_.wait_for_finished(2));
    EXPECT_EQ(log_.lines_of("action_failed").at(0).level, LogLevel::Info);
}

TEST_F(ExecutorTest, DryRunSaysWhatWouldRunAndRunsNothing) {
    const auto copy = rule("copy", {"cp", "rm"});
    Executor executor({.mode = ExecutionMode::DryRun}, log_, clock_);
    executor.submit(make_run(copy, "/a b"));
    executor.stop(5s);
    EXPECT_TRUE(launcher_.requests().empty());
    const std::vector<RecordedLine> lines = log_.lines_of("would_run");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].message, R"(rule "copy" would run: execute "cp" "/a b")");
    EXPECT_EQ(executor.totals().actions_succeeded, 0U);
}

TEST_F(ExecutorTest, AFullQueueDropsTheOldestWaitingRunsCountedAndLogged) {
    launcher_.block();
    const auto slow = rule("slow", {"slow"});
    Executor executor({.maximum_waiting_runs = 2}, log_, clock_);
    executor.submit(make_run(slow, "running"));
    ASSERT_TRUE(launcher_.wait_for_running(1));
    for (const char* path : {"1", "2", "3", "4"}) {
        executor.submit(make_run(slow, path));
    }
    EXPECT_EQ(executor.totals().runs_dropped, 2U);
    EXPECT_TRUE(log_.wait_for("runs_dropped", 2));
    expect_balanced(executor.totals());
    launcher_.release();
    ASSERT_TRUE(launcher_.wait_for_finished(3));
    EXPECT_EQ(started(), (std::vector<std::string>{"slow running", "slow 3", "slow 4"}));
}

TEST_F(ExecutorTest, StopEndsRunningActionsAndCountsWhatNeverStarted) {
    launcher_.block();
    const auto slow = rule("slow", {"slow", "never"});
    Executor executor({}, log_, clock_);
    for (int i = 0; i < 5; ++i) {
        executor.submit(make_run(slow, "/a"));
    }
    ASSERT_TRUE(launcher_.wait_for_running(1));
    executor.stop(0ms);
    EXPECT_EQ(launcher_.running(), 0U);
    const ExecutorTotals totals = executor.totals();
    EXPECT_EQ(totals.runs_dropped, 4U);
    EXPECT_EQ(totals.actions_failed, 1U);
    expect_balanced(totals);
    executor.submit(make_run(slow, "late"));
    EXPECT_EQ(executor.totals().runs_dropped, 5U);
}

TEST_F(ExecutorTest, StopWaitsForRunsWithinItsPatience) {
    const auto copy = rule("copy", {"cp"});
    Executor executor({}, log_, clock_);
    for (int i = 0; i < 20; ++i) {
        executor.submit(make_run(copy, "/a"));
    }
    executor.stop(10s);
    EXPECT_EQ(executor.totals().runs_finished, 20U);
    EXPECT_EQ(executor.totals().runs_dropped, 0U);
}

}  // namespace
}  // namespace wee
