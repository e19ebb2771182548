// Modes, cooldowns and retries as they come out of the whole executor, threads included.

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "actions/action_factory.h"
#include "actions/executor.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_log.h"
#include "tests/support/runs.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class ExecutorModesTest : public testing::Test {
protected:
    /// A rule that launches a program called `command`.
    RulePointer rule(RunOptions options, const std::string& command = "cp", RetryOptions retry = {}) {
        ExecuteActionOptions action;
        action.command = TemplateText::parse(command, [](std::string_view) { return true; }).value();
        return make_rule(command,
                         ActionList{{make_action(action, {log_, launcher_, http_}), OnError::Fail, retry}},
                         options);
    }

    bool wait_for_totals(const Executor& executor, const std::function<bool(const ExecutorTotals&)>& holds) {
        const auto deadline = std::chrono::steady_clock::now() + kTestDeadline;
        while (!holds(executor.totals())) {
            if (std::chrono::steady_clock::now() > deadline) {
                return false;
            }
            std::this_thread::yield();
        }
        return true;
    }

    RecordingLog log_;
    FakeLauncher launcher_;
    FakeHttpClient http_;
    ManualClock clock_;
};

TEST_F(ExecutorModesTest, TwoKeysRunAtOnceAndOneKeyDoesNot) {
    launcher_.block();
    const auto queued = rule({.maximum_at_once = 4});
    Executor executor({}, log_, clock_);
    for (int i = 0; i < 20; ++i) {
        executor.submit(make_run(queued, "/p", i % 2 == 0 ? "a" : "b"));
    }
    EXPECT_TRUE(launcher_.wait_for_running(2));
    launcher_.release();
    EXPECT_TRUE(launcher_.wait_for_finished(20));
    EXPECT_EQ(launcher_.most_running_at_once(), 2U);
}

TEST_F(ExecutorModesTest, SingleCountsWhatItLeavesOut) {
    launcher_.block();
    const auto single = rule({.mode = RunMode::Single});
    Executor executor({}, log_, clock_);
    for (int i = 0; i < 5; ++i) {
        executor.submit(make_run(single, "/p", "a"));
    }
    EXPECT_EQ(executor.totals().runs_skipped, 4U);
    const RecordedLine line = log_.lines_of("run_skipped").at(0);
    EXPECT_EQ(line.level, LogLevel::Debug);
    EXPECT_EQ(line.fields.at("reason"), "single");
    EXPECT_EQ(line.fields.at("key"), "a");
    launcher_.release();
    executor.stop(5s);
    EXPECT_EQ(executor.totals().runs_finished, 1U);
    expect_balanced(executor.totals());
}

TEST_F(ExecutorModesTest, RestartStopsTheRunningCommandAndRunsAgain) {
    launcher_.block();
    const auto restart = rule({.mode = RunMode::Restart});
    Executor executor({}, log_, clock_);
    executor.submit(make_run(restart, "/p", "a"));
    ASSERT_TRUE(launcher_.wait_for_running(1));
    executor.submit(make_run(restart, "/p", "a"));
    ASSERT_TRUE(launcher_.wait_for_requests(2));
    launcher_.release();
    executor.stop(5s);
    const ExecutorTotals totals = executor.totals();
    EXPECT_EQ(totals.runs_restarted, 1U);
    EXPECT_EQ(totals.runs_finished, 2U);
    EXPECT_EQ(totals.actions_succeeded, 1U);
    EXPECT_EQ(totals.actions_failed, 0U);
    expect_balanced(totals);
    EXPECT_EQ(log_.lines_of("run_restarted").at(0).level, LogLevel::Info);
    EXPECT_TRUE(log_.lines_of("action_failed").empty());
    EXPECT_EQ(log_.lines_of("action_stopped").size(), 1U);
}

TEST_F(ExecutorModesTest, TheEnginesEndStopsARunThatCouldBeRestarted) {
    launcher_.block();
    const auto restart = rule({.mode = RunMode::Restart});
    Executor executor({}, log_, clock_);
    executor.submit(make_run(restart, "/p", "a"));
    ASSERT_TRUE(launcher_.wait_for_running(1));
    executor.stop(0ms);
    EXPECT_EQ(executor.totals().actions_failed, 1U);
    EXPECT_THAT(log_.lines_of("action_failed").at(0).message, HasSubstr("its run was stopped"));
}

TEST_F(ExecutorModesTest, CooldownCountsFromTheEndOfTheRun) {
    launcher_.block();
    const auto cooling = rule({.cooldown = 10s});
    Executor executor({}, log_, clock_);
    executor.submit(make_run(cooling, "/p", "a"));
    ASSERT_TRUE(launcher_.wait_for_running(1));
    clock_.advance(1h);
    executor.submit(make_run(cooling, "/p", "a"));
    launcher_.release();
    const auto finished = [](std::uint64_t count) {
        return [count](const ExecutorTotals& totals) { return totals.runs_finished == count; };
    };
    ASSERT_TRUE(wait_for_totals(executor, finished(1)));
    clock_.advance(9s);
    executor.submit(make_run(cooling, "/p", "a"));
    EXPECT_EQ(executor.totals().runs_cooled_down, 2U);
    EXPECT_EQ(log_.lines_of("run_skipped").at(1).fields.at("reason"), "cooldown");
    clock_.advance(1s);
    executor.submit(make_run(cooling, "/p", "a"));
    EXPECT_TRUE(wait_for_totals(executor, finished(2)));
    expect_balanced(executor.totals());
}

TEST_F(ExecutorModesTest, ADryRunGoesByTheTimeOfTheRunsAndNeedsNoThread) {
    ExecutorPorts ports;
    ports.start_thread = [](const std::function<void()>& /*body*/) -> std::jthread {
        ADD_FAILURE() << "a thread for a dry run";
        return {};
    };
    const auto cooling = rule({.mode = RunMode::Single, .cooldown = 10s});
    Executor executor({.mode = ExecutionMode::DryRun}, log_, clock_, ports);
    for (const auto second : {0s, 9s, 10s, 19s, 20s}) {
        executor.submit(make_run(cooling, "/p", "a", SteadyTime{second}));
    }
    EXPECT_EQ(log_.lines_of("would_run").size(), 3U);
    EXPECT_EQ(executor.totals().runs_finished, 3U);
    EXPECT_EQ(executor.totals().runs_cooled_down, 2U);
    expect_balanced(executor.totals());
    EXPECT_TRUE(launcher_.requests().empty());
}

TEST_F(ExecutorModesTest, ARetryHoldsUpItsOwnKeyAlone) {
    Awaited<int> pauses;
    ExecutorPorts ports;
    ports.pause = [&pauses](std::chrono::milliseconds /*duration*/, const std::stop_token& stop) {
        pauses.change([](int& count) { ++count; });
        pauses.wait_until_stopped(stop, [](int count) { return count >= 100; });
    };
    launcher_.answer_exit_code(1);
    const auto retried = rule({.maximum_at_once = 2}, "flaky", {.attempts = 2});
    Executor executor({}, log_, clock_, ports);
    executor.submit(make_run(retried, "/a", "a"));
    ASSERT_TRUE(pauses.wait_until([](int count) { return count == 1; }));
    executor.submit(make_run(retried, "/a", "a"));
    executor.submit(make_run(retried, "/b", "b"));
    EXPECT_TRUE(launcher_.wait_for_finished(2));
    EXPECT_EQ(executor.totals().runs_waiting, 1U);
    pauses.change([](int& count) { count = 100; });
    EXPECT_TRUE(launcher_.wait_for_finished(4));
    executor.stop(5s);
    EXPECT_EQ(executor.totals().actions_retried, 1U);
    EXPECT_EQ(executor.totals().actions_failed, 0U);
}

TEST_F(ExecutorModesTest, AStopEndsTheWaitForARetryAtOnce) {
    launcher_.answer_exit_code(1);
    const auto retried = rule({}, "flaky", {.attempts = 5, .backoff = 24h});
    Executor executor({}, log_, clock_);
    executor.submit(make_run(retried, "/a", "a"));
    ASSERT_TRUE(log_.wait_for("action_retried"));
    executor.stop(0ms);
    EXPECT_EQ(executor.totals().actions_failed, 1U);
    EXPECT_EQ(launcher_.requests().size(), 1U);
}

}  // namespace
}  // namespace wee
