#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sources/processes/linux/boot_time.h"
#include "sources/processes/linux/user_names.h"
#include "sources/processes/process_facts.h"

namespace wee {

/// /proc/PID/stat, as far as it is of use here.
struct ProcStat {
    ProcessIdentity identity;  ///< `start` in clock ticks since boot.
    ProcessNumber parent = 0;
    std::uint32_t session = 0;
    char state = '?';
    std::uint32_t flags = 0;
    long threads = 1;
    std::string name;  ///< At most 15 bytes.

    [[nodiscard]] bool is_kernel_thread() const;
    /// Its last thread is past the point where the kernel reports the exit.
    [[nodiscard]] bool has_ended() const;
};

/// Nothing when there is no such process.
std::optional<ProcStat> read_proc_stat(ProcessNumber pid);

/// The identity's `start` of a process that began that long after boot.
std::uint64_t start_ticks(std::chrono::nanoseconds uptime);

/// All processes but the kernel's threads and what has ended already.
ProcessListing list_processes(const Clock& clock);

/// What /proc says of a living process; what may not be read stays empty.
std::optional<InspectedProcess> inspect_process(ProcessNumber pid, const Clock& clock, UserNames& users);
/// The same without reading /proc/PID/stat again.
ProcessDetails read_process_details(const ProcStat& stat, UserNames& users);

/// Whether the kernel's name of a process is not only the beginning of one.
bool is_whole_name(std::string_view listed_name);
/// The program's whole name: the kernel keeps 15 bytes of it, the paths that it was started by the rest.
std::string whole_name(std::string_view listed_name, std::span<const std::string_view> paths);

/// Where the link /proc/PID/NAME leads; empty when it may not be read.
std::string read_process_link(ProcessNumber pid, const char* name);
/// The arguments as /proc has them, one byte more than fits a command line at most.
std::string read_process_arguments(ProcessNumber pid);

}  // namespace wee
