#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "actions/action.h"
#include "actions/run.h"
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
    std::size_t idle_workers = 2;       ///< Threads that stay when there is nothing to do.
    /// Per rule; the oldest beyond are dropped, counted and logged.
    std::size_t maximum_waiting_runs = 100'000;
};

/// Exact at every moment: submitted == finished + waiting + running + dropped.
struct ExecutorTotals {
    std::uint64_t runs_submitted = 0;
    std::uint64_t runs_finished = 0;
    std::uint64_t runs_dropped = 0;  ///< Never started: a full queue, or the engine stopped first.
    std::uint64_t runs_waiting = 0;
    std::uint64_t runs_running = 0;
    std::uint64_t actions_succeeded = 0;
    std::uint64_t actions_failed = 0;  ///< Failed or stopped half-way.
};

/// Runs rules' actions on workers of its own. The runs of one rule follow each other in the order of their
/// events, and the actions within a run in the order of the configuration; rules run beside each other, so a
/// slow action holds up only its own rule.
class Executor {
public:
    /// `log` and `clock` must outlive the executor.
    Executor(ExecutorOptions options, Log& log, const Clock& clock);
    /// Stops at once, as `stop(0ms)`.
    ~Executor();
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    /// Queues a run; returns at once. Any thread.
    void submit(Run run);

    /// Waits at most `patience` for what was submitted to finish, then stops running actions through their
    /// stop token and drops the waiting runs, counted. Returns when no worker runs any more.
    void stop(std::chrono::milliseconds patience);

    [[nodiscard]] ExecutorTotals totals() const;

private:
    struct Lane;
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace wee
