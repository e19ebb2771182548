#include "actions/executor.h"

#include <algorithm>
#include <bit>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <list>
#include <mutex>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>

#include "actions/perform_actions.h"

namespace wee {
namespace {

/// How long a worker beyond `idle_workers` waits for more to do before its thread ends.
constexpr std::chrono::seconds kSpareWorkerPatience{5};

}  // namespace

/// The runs of one rule. `active` while a worker holds the lane or it is in line for one.
struct Executor::Lane {
    std::shared_ptr<const ExecutableRule> rule;
    std::deque<Run> waiting;
    bool active = false;
    std::uint64_t dropped = 0;
};

class Executor::State {
public:
    State(ExecutorOptions options, Log& log, const Clock& clock)
        : options_(options), log_(log), clock_(clock) {}

    void submit(Run run);
    void stop(std::chrono::milliseconds patience);
    [[nodiscard]] ExecutorTotals totals() const;

private:
    using Workers = std::list<std::jthread>;

    bool enqueue(Lane& lane, Run run);
    std::uint64_t make_room(Lane& lane);
    void ensure_worker();
    void work(Workers::iterator self);
    bool wait_for_lane(std::unique_lock<std::mutex>& lock);
    void perform_next(Lane& lane, std::unique_lock<std::mutex>& lock);
    RunReport perform(const Lane& lane, const Run& run);
    void drop_all_waiting();
    void report_full_lane(const Lane& lane, std::uint64_t dropped);

    const ExecutorOptions options_;
    Log& log_;
    const Clock& clock_;

    mutable std::mutex mutex_;
    std::condition_variable lane_ready_;
    std::condition_variable all_done_;
    std::unordered_map<const ExecutableRule*, Lane> lanes_;
    std::deque<Lane*> ready_;
    Workers workers_;
    Workers ended_workers_;
    std::size_t idle_ = 0;
    std::size_t starting_ = 0;  // made, and not yet at work
    bool closed_ = false;
    bool ending_ = false;
    ExecutorTotals totals_;
    std::stop_source stop_actions_;
};

void Executor::State::submit(Run run) {
    std::uint64_t dropped = 0;
    bool wants_worker = false;
    std::unique_lock lock(mutex_);
    Lane& lane = lanes_[run.rule.get()];
    {
        ++totals_.runs_submitted;
        if (closed_) {
            ++totals_.runs_dropped;
            return;
        }
        lane.rule = run.rule;
        wants_worker = enqueue(lane, std::move(run));
        dropped = make_room(lane);
        ensure_worker();
    }
    lock.unlock();
    if (wants_worker) {
        lane_ready_.notify_one();
    }
    // The first of them, then each time the number has doubled: a full lane must not flood the log.
    if (dropped > 0 && std::has_single_bit(dropped)) {
        report_full_lane(lane, dropped);
    }
}

/// Returns true when the lane has come into line, so that a worker is to be woken for it.
bool Executor::State::enqueue(Lane& lane, Run run) {
    lane.waiting.push_back(std::move(run));
    ++totals_.runs_waiting;
    if (lane.active) {
        return false;
    }
    lane.active = true;
    ready_.push_back(&lane);
    return true;
}

/// Drops the lane's oldest run when there are too many; then returns how many it has dropped so far.
std::uint64_t Executor::State::make_room(Lane& lane) {
    if (lane.waiting.size() <= options_.maximum_waiting_runs) {
        return 0;
    }
    lane.waiting.pop_front();
    --totals_.runs_waiting;
    ++totals_.runs_dropped;
    return ++lane.dropped;
}

void Executor::State::ensure_worker() {
    ended_workers_.clear();
    if (ready_.size() <= idle_ + starting_ || workers_.size() >= options_.maximum_workers) {
        return;
    }
    workers_.emplace_back();
    const auto self = std::prev(workers_.end());
    try {
        *self = std::jthread([this, self] { work(self); });
        ++starting_;
    } catch (const std::system_error&) {
        // Out of threads: the lane stays in line for the workers there are, and the next submit tries again.
        workers_.pop_back();
    }
}

void Executor::State::work(Workers::iterator self) {
    std::unique_lock lock(mutex_);
    --starting_;
    while (wait_for_lane(lock)) {
        Lane& lane = *ready_.front();
        ready_.pop_front();
        perform_next(lane, lock);
        if (lane.waiting.empty()) {
            lane.active = false;
        } else {
            ready_.push_back(&lane);
        }
        if (totals_.runs_waiting == 0 && totals_.runs_running == 0) {
            all_done_.notify_all();
        }
    }
    if (!ending_) {
        ended_workers_.splice(ended_workers_.end(), workers_, self);
    }
}

/// Returns false when this worker is to end: the executor stops, or there are enough idle ones.
bool Executor::State::wait_for_lane(std::unique_lock<std::mutex>& lock) {
    const auto has_news = [this] { return ending_ || !ready_.empty(); };
    ++idle_;
    if (idle_ <= options_.idle_workers) {
        lane_ready_.wait(lock, has_news);
    } else {
        lane_ready_.wait_for(lock, kSpareWorkerPatience, has_news);
    }
    --idle_;
    return !ending_ && !ready_.empty();
}

void Executor::State::perform_next(Lane& lane, std::unique_lock<std::mutex>& lock) {
    const Run run = std::move(lane.waiting.front());
    lane.waiting.pop_front();
    --totals_.runs_waiting;
    ++totals_.runs_running;
    lock.unlock();
    const RunReport report = perform(lane, run);
    lock.lock();
    --totals_.runs_running;
    ++totals_.runs_finished;
    totals_.actions_succeeded += report.succeeded;
    totals_.actions_failed += report.failed;
}

RunReport Executor::State::perform(const Lane& lane, const Run& run) {
    const std::stop_token stop = stop_actions_.get_token();
    const ActionContext context{*run.event, lane.rule->name, stop};
    if (options_.mode == ExecutionMode::DryRun) {
        describe_actions(lane.rule->actions, context, log_);
        return {};
    }
    return perform_actions(lane.rule->actions, context, log_, clock_);
}

void Executor::State::stop(std::chrono::milliseconds patience) {
    Workers joining;
    {
        std::unique_lock lock(mutex_);
        closed_ = true;
        all_done_.wait_for(lock, patience,
                           [this] { return totals_.runs_waiting == 0 && totals_.runs_running == 0; });
        drop_all_waiting();
        ending_ = true;
        joining.splice(joining.end(), workers_);
        joining.splice(joining.end(), ended_workers_);
    }
    stop_actions_.request_stop();
    lane_ready_.notify_all();
    joining.clear();
}

void Executor::State::drop_all_waiting() {
    for (auto& [rule, lane] : lanes_) {
        totals_.runs_dropped += lane.waiting.size();
        totals_.runs_waiting -= lane.waiting.size();
        lane.waiting.clear();
    }
    ready_.clear();
}

void Executor::State::report_full_lane(const Lane& lane, std::uint64_t dropped) {
    log_.warn("runs_dropped",
              "rule \"" + lane.rule->name + "\" is slower than its events: " + std::to_string(dropped) +
                  " of its oldest waiting runs were dropped so far",
              {{"rule", lane.rule->name}, {"dropped", dropped}});
}

ExecutorTotals Executor::State::totals() const {
    const std::lock_guard lock(mutex_);
    return totals_;
}

Executor::Executor(ExecutorOptions options, Log& log, const Clock& clock)
    : state_(std::make_unique<State>(options, log, clock)) {}

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

}  // namespace wee
