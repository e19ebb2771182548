#include "actions/executor.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

#include "actions/dry_run.h"
#include "actions/executor_log.h"
#include "actions/perform_actions.h"
#include "actions/run_schedule.h"

namespace wee {
namespace {

/// Runs go their way without anybody asking for their key.
bool ignores_key(const RunOptions& options) {
    return (options.mode == RunMode::Queued || options.mode == RunMode::Parallel) &&
           options.cooldown == std::chrono::milliseconds::zero();
}

ScheduleLimits schedule_limits(const ExecutorOptions& options) {
    return {options.maximum_workers, options.maximum_waiting_runs, options.processors};
}

}  // namespace

class Executor::State final : private Work {
public:
    State(ExecutorOptions options, Log& log, const Clock& clock, ExecutorPorts ports);

    void submit(Run run);
    void stop(std::chrono::milliseconds patience);
    [[nodiscard]] ExecutorTotals totals() const;
    [[nodiscard]] std::size_t remembered_rules() const;

private:
    struct Receipt {
        RunSchedule::Submission submission;
        WorkerThreads::Provision provision = WorkerThreads::Provision::Enough;
        std::size_t workers = 0;
    };

    Receipt accept(Run run);
    void count(const Admission& admission);
    void describe(const Run& run);

    [[nodiscard]] bool has_more() const override { return schedule_.startable() > 0; }
    void do_one(std::unique_lock<std::mutex>& lock) override;
    RunReport perform(const RunSchedule::Started& started) const;
    RunReport perform(const Run& run, const std::stop_token& stop) const;
    void count(const RunReport& report, bool was_interrupted);
    [[nodiscard]] bool is_done() const { return schedule_.waiting() == 0 && schedule_.running() == 0; }

    const ExecutorOptions options_;
    Log& log_;
    const Clock& clock_;
    const ExecutorPorts ports_;
    ExecutorLog executor_log_;
    DryRun dry_run_;
    std::stop_source stop_actions_;

    mutable std::mutex mutex_;
    std::condition_variable all_done_;
    bool closed_ = false;
    ExecutorTotals totals_;  // but those that the schedule knows
    RunSchedule schedule_;
    WorkerThreads workers_;
};

Executor::State::State(ExecutorOptions options, Log& log, const Clock& clock, ExecutorPorts ports)
    : options_(options),
      log_(log),
      clock_(clock),
      ports_(std::move(ports)),
      executor_log_(log, clock),
      dry_run_(log),
      schedule_(schedule_limits(options)),
      workers_({options.maximum_workers, std::max<std::size_t>(options.idle_workers, 1)}, mutex_, *this,
               ports_.start_thread) {
    const std::lock_guard lock(mutex_);
    if (options_.mode == ExecutionMode::Execute && !workers_.start_one()) {
        executor_log_.threads_are_short(0);
    }
}

void Executor::State::submit(Run run) {
    if (options_.mode == ExecutionMode::DryRun) {
        describe(run);
        return;
    }
    const std::shared_ptr<const ExecutableRule> rule = run.rule;
    const std::string key = ignores_key(rule->options) ? std::string() : run.key;
    Receipt receipt = accept(std::move(run));
    if (receipt.provision == WorkerThreads::Provision::Wake) {
        workers_.wake();
    } else if (receipt.provision == WorkerThreads::Provision::Shortage) {
        executor_log_.threads_are_short(receipt.workers);
    }
    if (receipt.submission.dropped > 0) {
        executor_log_.dropped(*rule, receipt.submission.dropped);
    }
    executor_log_.tell(*rule, key, receipt.submission.admission);
    receipt.submission.admission.interrupted.request_stop();
}

Executor::State::Receipt Executor::State::accept(Run run) {
    const SteadyTime now = clock_.steady_now();
    Receipt receipt;
    const std::lock_guard lock(mutex_);
    ++totals_.runs_submitted;
    if (closed_) {
        ++totals_.runs_dropped;
        return receipt;
    }
    receipt.submission = schedule_.submit(std::move(run), now);
    count(receipt.submission.admission);
    totals_.runs_dropped += receipt.submission.dropped > 0 ? 1 : 0;
    receipt.provision = workers_.provide_for(schedule_.startable());
    receipt.workers = workers_.count();
    return receipt;
}

void Executor::State::count(const Admission& admission) {
    totals_.runs_skipped += admission.fate == RunFate::Skipped ? 1 : 0;
    totals_.runs_cooled_down += admission.fate == RunFate::CooledDown ? 1 : 0;
    totals_.runs_replaced += admission.fate == RunFate::Replaces ? 1 : 0;
    totals_.runs_restarted += admission.interrupted.stop_possible() ? 1 : 0;
}

void Executor::State::describe(const Run& run) {
    {
        const std::lock_guard lock(mutex_);
        ++totals_.runs_submitted;
        if (closed_) {
            ++totals_.runs_dropped;
            return;
        }
        ++totals_.runs_running;
    }
    const bool was_admitted = dry_run_.describe(run);
    const std::lock_guard lock(mutex_);
    --totals_.runs_running;
    ++(was_admitted ? totals_.runs_finished : totals_.runs_cooled_down);
}

void Executor::State::do_one(std::unique_lock<std::mutex>& lock) {
    RunSchedule::Started started = schedule_.start_next();
    lock.unlock();
    const RunReport report = perform(started);
    started.release_event();
    const SteadyTime now = clock_.steady_now();
    lock.lock();
    const bool was_interrupted = schedule_.finish(started, now);
    count(report, was_interrupted);
    if (closed_ && is_done()) {
        all_done_.notify_all();
    }
}

/// A run with a stop of its own is stopped by the engine's end too.
RunReport Executor::State::perform(const RunSchedule::Started& started) const {
    const std::stop_token engine_stop = stop_actions_.get_token();
    std::stop_source interruption = started.interruption();
    if (!interruption.stop_possible()) {
        return perform(started.run(), engine_stop);
    }
    const std::stop_callback pass_on(engine_stop, [&interruption] { interruption.request_stop(); });
    return perform(started.run(), interruption.get_token());
}

RunReport Executor::State::perform(const Run& run, const std::stop_token& stop) const {
    const std::stop_token engine_stop = stop_actions_.get_token();
    return perform_actions(*run.rule, *run.event, stop,
                           {log_, clock_, ports_.pause, ports_.chance, engine_stop, ports_.recorder});
}

void Executor::State::count(const RunReport& report, bool was_interrupted) {
    ++totals_.runs_finished;
    totals_.actions_succeeded += report.succeeded;
    totals_.actions_failed += report.failed + (was_interrupted ? 0 : report.stopped);
    totals_.actions_retried += report.retried;
}

void Executor::State::stop(std::chrono::milliseconds patience) {
    {
        std::unique_lock lock(mutex_);
        closed_ = true;
        all_done_.wait_for(lock, patience, [this] { return is_done(); });
        totals_.runs_dropped += schedule_.drop_all_waiting();
        workers_.request_end();
    }
    stop_actions_.request_stop();
    workers_.join();
}

ExecutorTotals Executor::State::totals() const {
    const std::lock_guard lock(mutex_);
    ExecutorTotals totals = totals_;
    totals.runs_waiting = schedule_.waiting();
    totals.runs_running += schedule_.running();
    return totals;
}

std::size_t Executor::State::remembered_rules() const {
    const std::lock_guard lock(mutex_);
    return schedule_.rules();
}

Executor::Executor(ExecutorOptions options, Log& log, const Clock& clock, ExecutorPorts ports)
    : state_(std::make_unique<State>(options, log, clock, std::move(ports))) {}

Executor::~Executor() {
    stop(std::chrono::milliseconds{0});
}

void Executor::submit(Run run) {
    state_->submit(std::move(run));
}

void Executor::stop(std::chrono::milliseconds patience) {
    state_->stop(patience);
}

ExecutorTotals Executor::totals() const {
    return state_->totals();
}

std::size_t Executor::remembered_rules() const {
    return state_->remembered_rules();
}

}  // namespace wee
