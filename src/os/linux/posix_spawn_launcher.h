#pragma once

#include <memory>

#include "os/process_launcher.h"

namespace wee {

/// Linux's launcher: posix_spawn, which costs the same for an engine of any size since it copies no memory.
/// Makes sure that descriptors 0 to 2 are open and that SIGCHLD is not ignored, so call it early and on one
/// thread. Must outlive its runs.
std::unique_ptr<ProcessLauncher> make_process_launcher();

}  // namespace wee
