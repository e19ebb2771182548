#pragma once

#include <chrono>
#include <string>

#include "sources/processes/process_filter.h"

namespace wee {

/// How processes are watched. `Auto` takes the best that the machine allows.
enum class ProcessBackend { Auto, Ebpf, Netlink, Poll };

/// What the engine's own commands, and whatever they start, are to a process monitor.
enum class OwnProcesses { Ignored, Reported };

/// What a process monitor is to report, as the configuration says it.
struct ProcessMonitorOptions {
    std::string name;
    ProcessFilter filter{};
    ProcessBackend backend = ProcessBackend::Auto;
    /// Between two looks at all processes, for the backend that has to look.
    std::chrono::milliseconds poll_interval{1000};
    OwnProcesses own_processes = OwnProcesses::Ignored;
};

}  // namespace wee
