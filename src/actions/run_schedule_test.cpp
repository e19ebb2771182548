#include "actions/run_schedule.h"

#include <algorithm>
#include <list>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/runs.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using Paths = std::vector<std::string>;

constexpr SteadyTime kNow{1h};

class RunScheduleTest : public testing::Test {
protected:
    static RulePointer rule(RunOptions options, bool is_instant = false) {
        const auto nothing = [](const ActionContext& /*context*/) { return ActionResult{}; };
        return make_rule("rule", ActionList{{std::make_shared<FunctionAction>(nothing, is_instant)}},
                         options);
    }

    RunFate submit(const RulePointer& rule, const std::string& path, const std::string& key = {}) {
        return schedule_.submit(make_run(rule, path, key), kNow).admission.fate;
    }

    /// Begins all that can begin, and returns their paths.
    Paths begin() {
        Paths paths;
        while (schedule_.startable() > 0) {
            running_.push_back(schedule_.start_next());
            paths.push_back(path_of(*running_.back().run().event));
        }
        return paths;
    }

    bool end(const std::string& path, SteadyTime now = kNow) {
        const auto is_it = [&](const RunSchedule::Started& run) { return path_of(*run.run().event) == path; };
        const auto run = std::ranges::find_if(running_, is_it);
        const bool was_interrupted = schedule_.finish(*run, now);
        running_.erase(run);
        return was_interrupted;
    }

    RunSchedule schedule_{{.maximum_at_once = 8, .maximum_waiting_per_rule = 100, .processors = 2}};
    std::list<RunSchedule::Started> running_;
};

TEST_F(RunScheduleTest, QueuedRunsOfOneKeyFollowEachOtherAndKeysRunBesideEachOther) {
    const auto queued = rule({.maximum_at_once = 3});
    for (const char* run : {"a1", "a2", "b1", "a3", "b2"}) {
        EXPECT_EQ(submit(queued, run, std::string(1, *run)), RunFate::Waits);
    }
    EXPECT_EQ(begin(), (Paths{"a1", "b1"}));
    end("b1");
    EXPECT_EQ(begin(), (Paths{"b2"}));
    end("a1");
    EXPECT_EQ(begin(), (Paths{"a2"}));
    end("a2");
    end("b2");
    EXPECT_EQ(begin(), (Paths{"a3"}));
}

TEST_F(RunScheduleTest, KeysComeInTurnByTheTimeTheyCameIntoLine) {
    const auto queued = rule({.maximum_at_once = 2});
    for (const char* run : {"a1", "a2", "b1", "c1", "d1"}) {
        submit(queued, run, std::string(1, *run));
    }
    EXPECT_EQ(begin(), (Paths{"a1", "b1"}));
    end("a1");
    EXPECT_EQ(begin(), (Paths{"c1"}));
    end("b1");
    EXPECT_EQ(begin(), (Paths{"d1"}));
    end("c1");
    EXPECT_EQ(begin(), (Paths{"a2"}));
}

TEST_F(RunScheduleTest, OneAtATimeKeepsTheOrderOfTheEventsWhateverTheKeys) {
    for (const auto& one : {rule({.maximum_at_once = 1}), rule({}, true)}) {
        Paths order;
        for (const char* run : {"a1", "a2", "b1", "a3", "c1"}) {
            submit(one, run, std::string(1, *run));
        }
        for (int i = 0; i < 5; ++i) {
            const Paths begun = begin();
            ASSERT_EQ(begun.size(), 1U);
            order.push_back(begun[0]);
            end(begun[0]);
        }
        EXPECT_EQ(order, (Paths{"a1", "a2", "b1", "a3", "c1"}));
    }
}

TEST_F(RunScheduleTest, ZeroAtOnceIsAsManyAsThereAreProcessors) {
    const auto queued = rule({});
    for (const char* run : {"a", "b", "c"}) {
        submit(queued, run, run);
    }
    EXPECT_EQ(begin(), (Paths{"a", "b"}));
}

TEST_F(RunScheduleTest, SingleLeavesARunOutWhileOneOfItsKeyWaitsOrRuns) {
    const auto single = rule({.mode = RunMode::Single});
    EXPECT_EQ(submit(single, "a1", "a"), RunFate::Waits);
    EXPECT_EQ(submit(single, "a2", "a"), RunFate::Skipped);
    EXPECT_EQ(submit(single, "b1", "b"), RunFate::Waits);
    EXPECT_EQ(begin(), (Paths{"a1", "b1"}));
    EXPECT_EQ(submit(single, "a3", "a"), RunFate::Skipped);
    end("a1");
    EXPECT_EQ(submit(single, "a4", "a"), RunFate::Waits);
    EXPECT_EQ(begin(), (Paths{"a4"}));
}

TEST_F(RunScheduleTest, RestartInterruptsTheRunOfItsKeyOnceAndTakesItsPlace) {
    const auto restart = rule({.mode = RunMode::Restart, .maximum_at_once = 4});
    submit(restart, "a1", "a");
    submit(restart, "b1", "b");
    EXPECT_EQ(begin(), (Paths{"a1", "b1"}));
    Admission second = schedule_.submit(make_run(restart, "a2", "a"), kNow).admission;
    EXPECT_EQ(second.fate, RunFate::Waits);
    EXPECT_TRUE(second.interrupted.request_stop());
    EXPECT_TRUE(running_.front().interruption().stop_requested());
    EXPECT_FALSE(running_.back().interruption().stop_requested());
    const Admission third = schedule_.submit(make_run(restart, "a3", "a"), kNow).admission;
    EXPECT_EQ(third.fate, RunFate::Replaces);
    EXPECT_FALSE(third.interrupted.stop_possible());
    EXPECT_EQ(begin(), (Paths{}));
    EXPECT_TRUE(end("a1"));
    EXPECT_EQ(begin(), (Paths{"a3"}));
    EXPECT_FALSE(end("a3"));
    EXPECT_FALSE(end("b1"));
    EXPECT_EQ(schedule_.waiting(), 0U);
}

TEST_F(RunScheduleTest, ParallelRunsOfOneKeyRunBesideEachOtherUpToTheMaximum) {
    const auto parallel = rule({.mode = RunMode::Parallel, .maximum_at_once = 3});
    for (const char* run : {"1", "2", "3", "4"}) {
        submit(parallel, run, "same");
    }
    EXPECT_EQ(begin(), (Paths{"1", "2", "3"}));
    end("2");
    EXPECT_EQ(begin(), (Paths{"4"}));
}

TEST_F(RunScheduleTest, ACooldownGoesBeforeTheModeAndIsByKey) {
    for (const RunMode mode : {RunMode::Queued, RunMode::Single, RunMode::Restart, RunMode::Parallel}) {
        const auto cooling = rule({.mode = mode, .cooldown = 10s});
        EXPECT_EQ(submit(cooling, "a1", "a"), RunFate::Waits);
        EXPECT_EQ(submit(cooling, "a2", "a"), RunFate::CooledDown);
        EXPECT_EQ(submit(cooling, "b1", "b"), RunFate::Waits);
        EXPECT_EQ(begin(), (Paths{"a1", "b1"}));
        EXPECT_EQ(submit(cooling, "a3", "a"), RunFate::CooledDown);
        end("a1", kNow);
        end("b1", kNow + 1s);
        EXPECT_EQ(submit(cooling, "a4", "a"), RunFate::CooledDown);
        EXPECT_EQ(schedule_.submit(make_run(cooling, "a5", "a"), kNow + 10s).admission.fate, RunFate::Waits);
        EXPECT_EQ(schedule_.submit(make_run(cooling, "b2", "b"), kNow + 10s).admission.fate,
                  RunFate::CooledDown);
        EXPECT_EQ(begin(), (Paths{"a5"}));
        end("a5");
    }
}

TEST_F(RunScheduleTest, AFullQueueDropsTheRunThatCameFirst) {
    RunSchedule schedule({.maximum_at_once = 8, .maximum_waiting_per_rule = 2, .processors = 2});
    const auto cooling = rule({.cooldown = 10s});
    EXPECT_EQ(schedule.submit(make_run(cooling, "a", "a"), kNow).dropped, 0U);
    EXPECT_EQ(schedule.submit(make_run(cooling, "b", "b"), kNow).dropped, 0U);
    EXPECT_EQ(schedule.submit(make_run(cooling, "c", "c"), kNow).dropped, 1U);
    EXPECT_EQ(schedule.submit(make_run(cooling, "a2", "a"), kNow).dropped, 2U);  // no cooldown: a never ran
    EXPECT_EQ(schedule.waiting(), 2U);
    EXPECT_EQ(path_of(*schedule.start_next().run().event), "c");
    EXPECT_EQ(path_of(*schedule.start_next().run().event), "a2");
    EXPECT_EQ(schedule.startable(), 0U);
}

TEST_F(RunScheduleTest, ARuleWithManyRunsLeavesPlacesForOthers) {
    const auto greedy = rule({.mode = RunMode::Parallel, .maximum_at_once = 1'000});
    for (int i = 0; i < 50; ++i) {
        submit(greedy, "greedy");
    }
    EXPECT_EQ(begin().size(), 6U);  // of 8
    const auto other = rule({});
    submit(other, "other");
    EXPECT_EQ(begin(), (Paths{"other"}));
    EXPECT_EQ(schedule_.startable(), 0U);
    end("greedy");
    EXPECT_EQ(begin().size(), 0U);  // seven of eight run, and six are what it may fill
    end("other");
    EXPECT_EQ(begin().size(), 1U);
}

TEST_F(RunScheduleTest, RulesTakeTurns) {
    std::vector<RulePointer> rules;
    for (const char* name : {"a", "b", "c"}) {
        rules.push_back(rule({.mode = RunMode::Parallel, .maximum_at_once = 2}));
        for (int i = 0; i < 2; ++i) {
            submit(rules.back(), name);
        }
    }
    EXPECT_EQ(begin(), (Paths{"a", "b", "c", "a", "b", "c"}));
}

TEST_F(RunScheduleTest, NeverBeginsMoreThanThereArePlaces) {
    for (int i = 0; i < 20; ++i) {
        submit(rule({}), std::to_string(i));
    }
    EXPECT_EQ(begin().size(), 8U);
    end("0");
    EXPECT_EQ(begin(), (Paths{"8"}));
    EXPECT_EQ(schedule_.drop_all_waiting(), 11U);
    EXPECT_EQ(schedule_.startable(), 0U);
    EXPECT_EQ(schedule_.waiting(), 0U);
}

TEST_F(RunScheduleTest, RulesThatAReloadHasReplacedAreForgotten) {
    std::size_t most = 0;
    for (int generation = 0; generation < 10'000; ++generation) {
        for (const std::chrono::milliseconds cooldown : {0s, 10s}) {
            const auto reloaded = rule({.cooldown = cooldown});
            const SteadyTime now = kNow + generation * 1s;
            schedule_.submit(make_run(reloaded, "a", "a"), now);
            ASSERT_EQ(begin().size(), 1U);
            end("a", now);
        }
        most = std::max(most, schedule_.rules());
    }
    EXPECT_LE(most, 64U);
}

TEST_F(RunScheduleTest, WhatWasAcceptedRunsUnderTheDefinitionItWasAcceptedWith) {
    auto first = rule({.maximum_at_once = 1});
    submit(first, "old 1", "a");
    submit(first, "old 2", "a");
    const ExecutableRule* const address = first.get();
    first.reset();
    const auto second = rule({.mode = RunMode::Single});
    submit(second, "new", "a");
    EXPECT_EQ(begin(), (Paths{"old 1", "new"}));
    EXPECT_EQ(running_.front().run().rule.get(), address);
    end("old 1");
    EXPECT_EQ(begin(), (Paths{"old 2"}));
}

}  // namespace
}  // namespace wee
