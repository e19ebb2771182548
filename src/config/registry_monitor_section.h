#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "sources/registry/registry_monitor_options.h"

namespace wee {

/// Whether a root has to be one of this system. A source that is not enabled may name those of another, so
/// that one file serves both.
enum class RegistryRoots { OfThisSystem, OfAnySystem };

/// The keys of a `registry_monitor`. Nothing when an error was found.
std::optional<RegistryMonitorOptions> read_registry_monitor(TableReader& reader, const std::string& name,
                                                            RegistryRoots roots);

}  // namespace wee
