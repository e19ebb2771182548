#pragma once

#include <memory>

#include "base/clock.h"
#include "sources/processes/process_monitor_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// Watches processes by eBPF, by the process connector or by looking at /proc, as the options say. `log` and
/// `clock` must outlive the source; any thread may call them.
///
/// Processes are reported, threads and the kernel's own are not. docs/process-monitor.md says what each
/// backend knows.
std::unique_ptr<Source> make_process_monitor(ProcessMonitorOptions options, Log& log, const Clock& clock);

}  // namespace wee
