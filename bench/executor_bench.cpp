// What the executor itself costs: from the submit of a run to the end of an action that does nothing, with the run
// made beforehand; and a dry run that nobody reads, which is what a replay does.
#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "actions/executor.h"
#include "tests/support/recording_log.h"

namespace wee {
namespace {

constexpr std::size_t kRuns = 10'000;  // within a rule's queue

class CountingAction final : public Action {
public:
    ActionResult run(const ActionContext& /*context*/) const override {
        if (count_.fetch_add(1, std::memory_order_relaxed) + 1 == kRuns) {
            count_.notify_all();
        }
        return {};
    }
    [[nodiscard]] std::string_view type() const override { return "count"; }
    [[nodiscard]] std::string describe(const RunScope& /*scope*/) const override { return "count"; }
    void wait_for_all() const {
        for (std::size_t so_far = count_; so_far < kRuns; so_far = count_) {
            count_.wait(so_far);
        }
        count_ = 0;
    }

private:
    mutable std::atomic<std::size_t> count_ = 0;
};

std::vector<Run> make_runs(const std::shared_ptr<const Action>& action, RunOptions options,
                           std::size_t keys) {
    const auto rule = std::make_shared<const ExecutableRule>(ExecutableRule{"rule", {{action}}, options});
    std::vector<Run> runs;
    for (std::size_t i = 0; i < kRuns; ++i) {
        const std::string key = "/home/someone/projects/engine/source/file-" + std::to_string(i % keys);
        runs.push_back(
            {rule, std::make_shared<const Event>(), key, SteadyTime{std::chrono::microseconds{i}}});
    }
    return runs;
}

void execute(benchmark::State& state, RunOptions options, std::size_t keys) {
    RecordingLog log;
    log.set_level(LogLevel::Warning);
    const SystemClock clock;
    const auto action = std::make_shared<const CountingAction>();
    const std::vector<Run> runs = make_runs(action, options, keys);
    Executor executor({}, log, clock);
    for (auto _ : state) {
        for (const Run& run : runs) {
            executor.submit(run);
        }
        action->wait_for_all();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRuns));
}

void describe(benchmark::State& state, RunOptions options, std::size_t keys) {
    RecordingLog log;
    log.set_level(LogLevel::Warning);
    const SystemClock clock;
    const std::vector<Run> runs = make_runs(std::make_shared<const CountingAction>(), options, keys);
    Executor executor({.mode = ExecutionMode::DryRun}, log, clock);
    for (auto _ : state) {
        for (const Run& run : runs) {
            executor.submit(run);
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRuns));
}

constexpr std::chrono::milliseconds kCooldown{1};

BENCHMARK_CAPTURE(execute, one_key, RunOptions{.maximum_at_once = 2}, 1)->UseRealTime();
BENCHMARK_CAPTURE(execute, one_at_a_time, RunOptions{.maximum_at_once = 1}, 1'000)->UseRealTime();
BENCHMARK_CAPTURE(execute, thousand_keys, RunOptions{.maximum_at_once = 2}, 1'000)->UseRealTime();
BENCHMARK_CAPTURE(execute, parallel, RunOptions{.mode = RunMode::Parallel}, 1)->UseRealTime();
BENCHMARK_CAPTURE(describe, dry_run, RunOptions{}, 1'000);
BENCHMARK_CAPTURE(describe, dry_run_cooldown, RunOptions{.cooldown = kCooldown}, 1'000);

}  // namespace
}  // namespace wee
