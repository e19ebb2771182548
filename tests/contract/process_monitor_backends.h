#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "sources/processes/process_monitor_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

struct ProcessMonitorBackend {
    std::string name;
    ProcessBackend backend = ProcessBackend::Auto;
    std::function<std::unique_ptr<Source>(ProcessMonitorOptions, Log&, const Clock&)> make;
    std::optional<std::string> missing;  ///< Why it cannot run on this machine.
    bool sees_every_process = true;      ///< Else only those that live for a while, and no exit codes.
    bool has_every_command_line = true;  ///< Also of processes that end at once.
};

/// What this operating system has to watch processes with.
std::vector<ProcessMonitorBackend> process_monitor_backends();

}  // namespace wee
