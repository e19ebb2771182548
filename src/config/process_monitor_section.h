#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "sources/processes/process_monitor_options.h"

namespace wee {

/// The keys of a `process_monitor`. Nothing when an error was found.
std::optional<ProcessMonitorOptions> read_process_monitor(TableReader& reader, const std::string& name);

}  // namespace wee
