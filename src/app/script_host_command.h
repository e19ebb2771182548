#pragma once

#include "app/command_line.h"

namespace wee {

/// `wee script-host`, which only the engine starts: executes scripts until that is gone.
ExitCode host_scripts();

}  // namespace wee
