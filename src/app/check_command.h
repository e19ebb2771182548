#pragma once

#include "app/command_line.h"

namespace wee {

/// `wee check`: prints every finding about the configuration and starts nothing.
ExitCode check_config(const CommandLine& command_line);

}  // namespace wee
