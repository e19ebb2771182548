#pragma once

#include "app/command_line.h"

namespace wee {

/// `wee run`: reads the configuration, runs the engine until the user or the system ends it.
ExitCode run_engine(const CommandLine& command_line);

}  // namespace wee
