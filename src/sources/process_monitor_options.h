#pragma once

#include <string>
#include <vector>

namespace wee {

/// What a process monitor is to report, as the configuration says it.
struct ProcessMonitorOptions {
    std::string name;
    /// Processes that are reported, by name; empty: all.
    std::vector<std::string> process_names{};
};

}  // namespace wee
