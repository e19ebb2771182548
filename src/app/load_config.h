#pragma once

#include "app/command_line.h"
#include "config/config_loader.h"

namespace wee {

/// Reads the configuration from where the command line says it is.
LoadedConfig load_config(const ConfigLocation& location, const Environment& environment);

}  // namespace wee
