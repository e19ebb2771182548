#include "actions/worker_threads.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <system_error>
#include <utility>

namespace wee {
namespace {

/// How long workers wait for more to do before those end that are too many.
constexpr std::chrono::seconds kSparePatience{5};

}  // namespace

WorkerThreads::WorkerThreads(WorkerLimits limits, std::mutex& mutex, Work& work,
                             const ThreadStarter& start_thread)
    : limits_(limits), mutex_(mutex), work_(work), start_thread_(start_thread) {}

WorkerThreads::~WorkerThreads() {
    {
        const std::lock_guard lock(mutex_);
        request_end();
    }
    join();
}

WorkerThreads::Provision WorkerThreads::provide_for(std::size_t pieces) {
    if (pieces <= called_ + starting_) {
        return Provision::Enough;
    }
    if (called_ < idle_) {
        ++called_;
        return Provision::Wake;
    }
    if (workers_.size() >= limits_.maximum) {
        return Provision::Enough;
    }
    return start_one() ? Provision::Enough : Provision::Shortage;
}

bool WorkerThreads::start_one() {
    ended_.clear();
    workers_.emplace_back();
    const auto self = std::prev(workers_.end());
    try {
        *self = start_thread_([this, self] { work(self); });
    } catch (const std::system_error&) {
        workers_.pop_back();
        return false;
    }
    ++starting_;
    return true;
}

void WorkerThreads::work(Workers::iterator self) {
    std::unique_lock lock(mutex_);
    --starting_;
    while (wait_for_work(lock)) {
        work_.do_one(lock);
    }
    if (!ending_) {
        ended_.splice(ended_.end(), workers_, self);
    }
}

/// Returns false when this worker is to end: all are to, or there is nothing to do and there are others.
bool WorkerThreads::wait_for_work(std::unique_lock<std::mutex>& lock) {
    bool is_spare = false;
    while (!ending_ && !work_.has_more()) {
        if (is_spare && workers_.size() > limits_.idle) {
            return false;
        }
        is_spare = wait(lock) == std::cv_status::timeout;
    }
    return !ending_;
}

std::cv_status WorkerThreads::wait(std::unique_lock<std::mutex>& lock) {
    std::cv_status status = std::cv_status::no_timeout;
    ++idle_;
    if (workers_.size() > limits_.idle) {
        status = more_work_.wait_for(lock, kSparePatience);
    } else {
        more_work_.wait(lock);
    }
    --idle_;
    // Who woke by himself may count as called, which costs a needless call; but a call that met nobody must
    // not be counted on.
    called_ = std::min(called_ - (called_ > 0 ? 1 : 0), idle_);
    return status;
}

void WorkerThreads::request_end() {
    ending_ = true;
    more_work_.notify_all();
}

void WorkerThreads::join() {
    Workers joining;
    {
        const std::lock_guard lock(mutex_);
        joining.splice(joining.end(), workers_);
        joining.splice(joining.end(), ended_);
    }
    joining.clear();
}

}  // namespace wee
