#include "os/linux/process_tree.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <functional>
#include <thread>
#include <utility>

#include "os/linux/file_descriptor.h"
#include "os/linux/run_marker.h"

namespace wee {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPauseBetweenLooks{
    2};                             // a killed process needs about that long to be gone
constexpr int kUncertainLooks = 3;  // so many times a process may hide in an exec

/// Sends only when the process is still the one that was seen: the pidfd pins it, then its start time is
/// compared.
void send_signal(const ProcessEntry& target, int signal) {
    const FileDescriptor process(static_cast<int>(::syscall(SYS_pidfd_open, target.pid, 0)));
    const auto now = process.is_open() ? read_process(target.pid) : std::nullopt;
    if (now && now->start_ticks == target.start_ticks) {
        ::syscall(SYS_pidfd_send_signal, process.number(), signal, nullptr, 0);
    }
}

void send_all(const std::vector<ProcessEntry>& targets, int signal) {
    for (const ProcessEntry& target : targets) {
        send_signal(target, signal);
    }
}

}  // namespace

ProcessTree::ProcessTree(pid_t child, std::string marker, ProcessSnapshots& snapshots)
    : child_(child), marker_(std::move(marker)), snapshots_(snapshots), groups_{child} {
    if (const auto entry = read_process(child)) {
        child_start_ticks_ = entry->start_ticks;
    }
}

void ProcessTree::request_end() const {
    ::kill(-child_, SIGTERM);
    ::kill(-child_, SIGCONT);
}

bool ProcessTree::looks_gone() {
    return look().members.empty();
}

bool ProcessTree::kill_all(TimePoint deadline) {
    ::kill(-child_, SIGKILL);  // at once for the whole group: none of it can fork away from this
    int uncertain_looks = 0;
    do {
        // At least one look, however late: many runs may end at once, on a busy machine.
        const Look now = look();
        if (now.members.empty() && (now.certain || ++uncertain_looks == kUncertainLooks)) {
            return true;
        }
        // All are stopped before any dies: so none starts others while its turn comes, nor loses the parent
        // by which it is known.
        send_all(now.members, SIGSTOP);
        send_all(now.members, SIGKILL);
        std::this_thread::sleep_for(kPauseBetweenLooks);
    } while (steady_clock::now() < deadline);
    return false;
}

ProcessTree::Look ProcessTree::look() {
    Look result;
    processes_ = {child_};
    const std::shared_ptr<const ProcessSnapshot> snapshot = snapshots_.take(child_start_ticks_);
    Others others;
    for (const SeenProcess& process : snapshot->processes) {
        if (process.entry.start_ticks >= child_start_ticks_) {
            others.push_back(&process);
        }
    }
    do {
        take_relatives(others, result);
    } while (take_marked(others, result));
    return result;
}

/// Again and again, since each that is found may bring its group and its children, whatever their order.
void ProcessTree::take_relatives(Others& others, Look& result) {
    const auto is_relative = [this](const SeenProcess* process) {
        return groups_.contains(process->entry.group) || processes_.contains(process->entry.parent);
    };
    while (true) {
        const auto first = std::stable_partition(others.begin(), others.end(), std::not_fn(is_relative));
        if (first == others.end()) {
            return;
        }
        std::for_each(first, others.end(), [&](const SeenProcess* process) { take(process->entry, result); });
        others.erase(first, others.end());
    }
}

/// True when one was found: then its relatives are to be taken too.
bool ProcessTree::take_marked(Others& others, Look& result) {
    result.certain = true;
    const std::size_t count = result.members.size();
    std::erase_if(others, [&](const SeenProcess* process) {
        const bool marked = carries_marker(process->marker, marker_);
        result.certain = result.certain && !process->hides_environment;
        if (marked) {
            take(process->entry, result);
        }
        return marked;
    });
    return result.members.size() > count;
}

void ProcessTree::take(const ProcessEntry& entry, Look& result) {
    result.members.push_back(entry);
    processes_.insert(entry.pid);
    if (entry.group != ::getpgrp()) {  // should somebody have carried a marker into the engine's own group
        groups_.insert(entry.group);
    }
}

}  // namespace wee
