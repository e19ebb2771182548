#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "sources/registry_monitor_options.h"

namespace wee {

/// The keys of a `registry_monitor`. Nothing when an error was found.
std::optional<RegistryMonitorOptions> read_registry_monitor(TableReader& reader, const std::string& name);

}  // namespace wee
