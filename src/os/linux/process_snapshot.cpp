#include "os/linux/process_snapshot.h"

#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "os/linux/run_marker.h"

namespace wee {
namespace {

constexpr pid_t kKernelThreads = 2;  // the parent of all kernel threads

bool is_of_interest(const ProcessEntry& entry, std::uint64_t oldest) {
    return !entry.is_gone() && entry.start_ticks >= oldest && entry.pid != ::getpid() &&
           entry.pid != kKernelThreads && entry.parent != kKernelThreads;
}

SeenProcess look_at(const ProcessEntry& entry) {
    const auto environment = read_process_environment(entry.pid);
    if (!environment) {
        return {entry, {}};
    }
    return {entry, std::string(marker_variable(*environment)), environment->empty()};
}

std::shared_ptr<const ProcessSnapshot> read_snapshot(std::uint64_t oldest) {
    auto snapshot = std::make_shared<ProcessSnapshot>();
    snapshot->oldest = oldest;
    std::vector<ProcessEntry> table = read_process_table();
    std::erase_if(table, [oldest](const ProcessEntry& entry) { return !is_of_interest(entry, oldest); });
    snapshot->processes.reserve(table.size());
    std::ranges::transform(table, std::back_inserter(snapshot->processes), look_at);
    return snapshot;
}

}  // namespace

std::shared_ptr<const ProcessSnapshot> ProcessSnapshots::take(std::uint64_t oldest) {
    std::unique_lock lock(mutex_);
    // A reading that has begun may have gone past what the caller wants to see.
    const std::uint64_t wanted = started_ + 1;
    while (finished_ < wanted || latest_->oldest > oldest) {
        oldest_ = std::min(oldest_, oldest);
        if (started_ == finished_) {
            read(lock);
        } else {
            finished_reading_.wait(lock);
        }
    }
    return latest_;
}

void ProcessSnapshots::read(std::unique_lock<std::mutex>& lock) {
    ++started_;
    const std::uint64_t oldest = std::exchange(oldest_, kNobody);
    lock.unlock();
    auto snapshot = read_snapshot(oldest);
    lock.lock();
    latest_ = std::move(snapshot);
    finished_ = started_;
    finished_reading_.notify_all();
}

}  // namespace wee
