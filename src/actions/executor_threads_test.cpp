// Where threads come from and what becomes of runs when there are none; many of everything at once.

#include <array>
#include <atomic>
#include <random>
#include <system_error>
#include <vector>

#include <gtest/gtest.h>

#include "actions/executor.h"
#include "tests/support/awaited.h"
#include "tests/support/recording_log.h"
#include "tests/support/runs.h"

namespace wee {
namespace {

using namespace std::chrono_literals;

/// A machine that has so many threads and no more.
class ScarceThreads {
public:
    explicit ScarceThreads(int left) : left_(left) {}
    void add(int count) { left_ += count; }
    ExecutorPorts ports() {
        ExecutorPorts ports;
        ports.start_thread = [this](std::function<void()> body) {
            if (--left_ < 0) {
                ++left_;
                throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
            }
            return std::jthread(std::move(body));
        };
        return ports;
    }

private:
    std::atomic<int> left_;
};

class ExecutorThreadsTest : public testing::Test {
protected:
    RulePointer counting_rule(RunOptions options = {}) {
        return make_rule(
            "count",
            [this](const ActionContext& /*context*/) {
                finished_.change([](int& count) { ++count; });
                return ActionResult{};
            },
            options);
    }
    RulePointer waiting_rule() {
        return make_rule("wait", [this](const ActionContext& context) {
            running_.change([](int& count) { ++count; });
            running_.wait_until_stopped(context.stop, [](int count) { return count >= 1'000; });
            return ActionResult{};
        });
    }
    bool wait_for_finished(int count) const {
        return finished_.wait_until([count](int so_far) { return so_far >= count; });
    }

    RecordingLog log_;
    SystemClock clock_;
    Awaited<int> finished_;
    Awaited<int> running_;
};

TEST_F(ExecutorThreadsTest, OneThreadIsEnoughForAllRulesAndTheShortageIsSaidOnce) {
    ScarceThreads threads(1);
    Executor executor({}, log_, clock_, threads.ports());
    for (int i = 0; i < 100; ++i) {
        executor.submit(make_run(counting_rule(), "/a"));
    }
    EXPECT_TRUE(wait_for_finished(100));
    executor.stop(5s);
    EXPECT_EQ(executor.totals().runs_finished, 100U);
    EXPECT_LE(log_.lines_of("threads_short").size(), 1U);
}

TEST_F(ExecutorThreadsTest, ARunThatFoundNoThreadIsTakenUpWithoutAnotherEvent) {
    ScarceThreads threads(1);
    Executor executor({}, log_, clock_, threads.ports());
    executor.submit(make_run(waiting_rule(), "/a"));
    ASSERT_TRUE(running_.wait_until([](int count) { return count == 1; }));
    executor.submit(make_run(counting_rule(), "/b"));
    EXPECT_TRUE(log_.wait_for("threads_short"));
    EXPECT_EQ(executor.totals().runs_waiting, 1U);
    running_.change([](int& count) { count = 1'000; });
    EXPECT_TRUE(wait_for_finished(1));
}

TEST_F(ExecutorThreadsTest, TheNextSubmitMakesTheWorkersThatWereMissing) {
    ScarceThreads threads(0);
    Executor executor({}, log_, clock_, threads.ports());
    executor.submit(make_run(counting_rule(), "/a"));
    EXPECT_EQ(executor.totals().runs_waiting, 1U);
    EXPECT_TRUE(log_.wait_for("threads_short"));
    threads.add(2);
    executor.submit(make_run(counting_rule(), "/b"));
    EXPECT_TRUE(wait_for_finished(2));
}

TEST_F(ExecutorThreadsTest, ManyReloadsLeaveNothingBehind) {
    Executor executor({}, log_, clock_);
    std::weak_ptr<const ExecutableRule> first;
    for (int generation = 0; generation < 10'000; ++generation) {
        const RulePointer rule = counting_rule({.cooldown = generation % 2 == 0 ? 0ms : 1ms});
        if (generation == 0) {
            first = rule;
        }
        executor.submit(make_run(rule, "/a", "a"));
        executor.submit(make_run(rule, "/b", "b"));
        if (generation % 100 == 0) {  // as fast as they run, or what still waits is what we count
            ASSERT_TRUE(wait_for_finished(2 * generation));
        }
    }
    EXPECT_TRUE(wait_for_finished(20'000));
    EXPECT_LE(executor.remembered_rules(), 1'000U);
    EXPECT_TRUE(first.expired());
}

TEST_F(ExecutorThreadsTest, AGreedyRuleLeavesWorkersForOthers) {
    const auto greedy = make_rule("greedy",
                                  [this](const ActionContext& context) {
                                      running_.change([](int& count) { ++count; });
                                      running_.wait_until_stopped(context.stop, [](int) { return false; });
                                      return ActionResult{};
                                  },
                                  {.mode = RunMode::Parallel, .maximum_at_once = 1'000});
    Executor executor({.maximum_workers = 8}, log_, clock_);
    for (int i = 0; i < 100; ++i) {
        executor.submit(make_run(greedy, "/a"));
    }
    ASSERT_TRUE(running_.wait_until([](int count) { return count == 6; }));
    executor.submit(make_run(counting_rule(), "/b"));
    EXPECT_TRUE(wait_for_finished(1));
}

class ExecutorStressTest : public testing::TestWithParam<unsigned> {
protected:
    static RunOptions options_of(std::size_t number) {
        constexpr std::array kModes = {RunMode::Queued, RunMode::Single, RunMode::Restart, RunMode::Parallel};
        RunOptions options;
        options.mode = kModes[number % kModes.size()];
        options.maximum_at_once = number % 3 == 0 ? 0 : number;
        options.cooldown = std::chrono::milliseconds{number > 8 ? 1 : 0};
        return options;
    }

    /// Mostly quick; some fail, some wait to be stopped, but not for long.
    static ActionResult act(const ActionContext& context, std::size_t number) {
        if (number % 50 == 0) {
            pause(2ms, context.stop);
        }
        if (context.stop.stop_requested()) {
            return {ActionOutcome::Stopped, "stopped", {}};
        }
        return {number % 7 == 0 ? ActionOutcome::Failed : ActionOutcome::Succeeded, {}, {}};
    }

    std::vector<RulePointer> make_rules() {
        std::vector<RulePointer> rules;
        for (std::size_t i = 0; i < 12; ++i) {
            const auto action = [this](const ActionContext& context) { return act(context, ++actions_); };
            const RetryOptions retry{.attempts = 2, .backoff = 1ms, .jitter = 1};
            rules.push_back(make_rule(
                "rule " + std::to_string(i),
                ActionList{{std::make_shared<FunctionAction>(action), OnError::Log, retry}}, options_of(i)));
        }
        return rules;
    }

    static void submit_some(Executor& executor, const std::vector<RulePointer>& rules, unsigned seed) {
        std::minstd_rand random(seed);
        for (int i = 0; i < 2'000; ++i) {
            executor.submit(make_run(rules[random() % rules.size()], "/a", std::to_string(random() % 5)));
        }
    }

    RecordingLog log_;
    SystemClock clock_;
    std::atomic<std::size_t> actions_ = 0;
};

TEST_P(ExecutorStressTest, AllModesWithStopsAtAnyMomentKeepTheBooks) {
    log_.set_level(LogLevel::Off);
    const std::vector<RulePointer> rules = make_rules();
    Executor executor({.maximum_workers = 16, .maximum_waiting_runs = 100}, log_, clock_);
    std::vector<std::jthread> submitters;
    for (unsigned i = 0; i < 3; ++i) {
        submitters.emplace_back([&, i] { submit_some(executor, rules, 10 * GetParam() + i); });
    }
    while (executor.totals().runs_submitted < GetParam() * 1'500) {
        expect_balanced(executor.totals());
    }
    executor.stop(std::chrono::milliseconds{GetParam()});
    submitters.clear();
    const ExecutorTotals totals = executor.totals();
    expect_balanced(totals);
    EXPECT_EQ(totals.runs_submitted, 6'000U);
    EXPECT_EQ(totals.runs_waiting + totals.runs_running, 0U);
}
INSTANTIATE_TEST_SUITE_P(Moments, ExecutorStressTest, testing::Range(0U, 5U));

}  // namespace
}  // namespace wee
