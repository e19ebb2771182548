#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>

#include "actions/action.h"
#include "actions/retry.h"
#include "actions/run.h"
#include "actions/run_recorder.h"
#include "actions/worker_threads.h"
#include "base/clock.h"
#include "telemetry/log.h"

namespace wee {

enum class ExecutionMode {
    Execute,
    DryRun,  ///< Logs what would run (`would_run`) and runs nothing.
};

struct ExecutorOptions {
    ExecutionMode mode = ExecutionMode::Execute;
    std::size_t maximum_workers = 256;  ///< Threads; made when needed.
    std::size_t idle_workers = 2;       ///< Threads that stay when there is nothing to do; at least 1.
    /// Per rule; the oldest beyond are dropped, counted and logged. At least 1.
    std::size_t maximum_waiting_runs = 100'000;
    /// What RunOptions::maximum_at_once = 0 stands for.
    std::size_t processors = std::thread::hardware_concurrency();
};

/// Exact at every moment:
/// submitted == finished + waiting + running + dropped + skipped + cooled down + replaced.
struct ExecutorTotals {
    std::uint64_t runs_submitted = 0;
    std::uint64_t runs_finished = 0;  ///< Well or not; in a dry run: described.
    std::uint64_t runs_waiting = 0;
    std::uint64_t runs_running = 0;
    std::uint64_t runs_dropped = 0;      ///< Never started: a full queue, or the engine stopped first.
    std::uint64_t runs_skipped = 0;      ///< Left out: one of the same key waited or ran (RunMode::Single).
    std::uint64_t runs_cooled_down = 0;  ///< Left out: the cooldown of their key was not over.
    std::uint64_t runs_replaced = 0;     ///< Never started: a newer one took the place (RunMode::Restart).
    std::uint64_t runs_restarted = 0;    ///< Of the finished ones: told to end early by a newer one.
    std::uint64_t actions_succeeded = 0;
    std::uint64_t actions_failed = 0;   ///< Failed at the last attempt, or stopped by the engine's end.
    std::uint64_t actions_retried = 0;  ///< Attempts after the first ones.
};

/// What the executor takes from the machine; tests bring their own.
struct ExecutorPorts {
    Pause pause = wee::pause;
    Chance chance = wee::chance;
    RunRecorder* recorder = nullptr;  ///< Must outlive the executor. Null: nobody wants to know.
    ThreadStarter start_thread = [](std::function<void()> body) { return std::jthread(std::move(body)); };
};

/// Runs rules' actions on workers of its own; the actions within a run in the order of the configuration.
/// How the runs of one rule stand to each other is in its RunOptions. Rules run beside each other: a slow
/// action holds up only its own rule.
///
/// A dry run happens on the submitting thread, with no workers: a run takes no time then, so modes do not
/// matter, and cooldowns go by Run::time.
///
/// When the machine has no thread left, that is logged, and the runs wait for the workers there are: the first
/// is made by the constructor and stays.
class Executor {
public:
    /// `log` and `clock` must outlive the executor.
    Executor(ExecutorOptions options, Log& log, const Clock& clock, ExecutorPorts ports = {});
    /// Stops at once, as `stop(0ms)`.
    ~Executor();
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    /// Queues a run, or leaves it out as the rule's options say; returns at once. Any thread.
    void submit(Run run);

    /// Waits at most `patience` for what was submitted to finish, then stops running actions through their
    /// stop token and drops the waiting runs, counted. Returns when no worker runs any more.
    void stop(std::chrono::milliseconds patience);

    [[nodiscard]] ExecutorTotals totals() const;
    /// Of how many rules something is remembered (for tests: rules that are gone must not pile up).
    [[nodiscard]] std::size_t remembered_rules() const;

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace wee
