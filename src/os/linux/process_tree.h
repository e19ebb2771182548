#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "os/linux/process_snapshot.h"
#include "os/linux/process_table.h"

namespace wee {

/// All processes of one run, for ending them: the child, what shares a process group with one of them, what
/// descends from one of them, and what carries the run's marker. Nothing else is ever touched.
///
/// REQUIRES: the child was started as the leader of a process group and has not been reaped, so that its
/// numbers are its own.
class ProcessTree {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// `snapshots` must outlive this.
    ProcessTree(pid_t child, std::string marker, ProcessSnapshots& snapshots);

    /// Asks the child's process group to end (SIGTERM), stopped ones too.
    void request_end() const;
    /// True when a look at all of /proc finds no process of the run alive.
    bool looks_gone();
    /// Kills (SIGKILL) until none is alive or the deadline has passed. True when none is.
    bool kill_all(TimePoint deadline);

private:
    struct Look {
        std::vector<ProcessEntry> members;
        bool certain = true;  ///< False when some process could not be judged at this moment.
    };
    using Others = std::vector<const SeenProcess*>;
    Look look();
    void take_relatives(Others& others, Look& result);
    bool take_marked(Others& others, Look& result);
    void take(const ProcessEntry& entry, Look& result);

    pid_t child_;
    std::string marker_;
    ProcessSnapshots& snapshots_;
    std::uint64_t child_start_ticks_ = 0;
    std::set<pid_t> groups_;     // of the run, from all looks: for who outlives the one that led us there
    std::set<pid_t> processes_;  // of the run, at the latest look
};

}  // namespace wee
