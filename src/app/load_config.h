#pragma once

#include <optional>
#include <string>

#include "app/command_line.h"
#include "config/config_loader.h"

namespace wee {

/// Reads the configuration from where the command line says it is.
LoadedConfig load_config(const ConfigLocation& location, const Environment& environment);

/// The same for commands whose standard output is not the log: errors go to standard error, warnings are
/// left to `wee check`. Nothing when there are errors.
std::optional<Config> load_config_or_complain(const ConfigLocation& location, const Environment& environment);

/// One line for people: the files that were read, or that none was found and the demo stands in.
std::string describe_configuration(const LoadedConfig& loaded, Command command);

}  // namespace wee
