#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wee {

/// One process as /proc/PID/stat shows it.
struct ProcessEntry {
    pid_t pid = 0;
    pid_t parent = 0;
    pid_t group = 0;
    char state = '?';
    long threads = 1;
    std::uint64_t start_ticks = 0;  ///< Since boot. With the pid it names a process for good.

    /// Dead, though its parent has not asked yet. (A zombie may also be a first thread that others outlive.)
    [[nodiscard]] bool is_gone() const { return (state == 'Z' && threads <= 1) || state == 'X'; }
};

/// All processes at about this moment. Empty where /proc is not mounted.
std::vector<ProcessEntry> read_process_table();

/// Nothing when there is no such process.
std::optional<ProcessEntry> read_process(pid_t pid);

/// The variables it was started with, each ending in a NUL. Empty while it execs, nothing if we may not look.
std::optional<std::string> read_process_environment(pid_t pid);

}  // namespace wee
