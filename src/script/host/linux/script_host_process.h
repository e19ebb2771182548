#pragma once

#include "script/host/serve_scripts.h"

namespace wee {

/// What `wee script-host` does: gives up its rights and executes scripts until the engine is gone. The exit
/// code. A person who starts it by hand is told what it is for.
int run_script_host(const ScriptExecutor& execute);

}  // namespace wee
