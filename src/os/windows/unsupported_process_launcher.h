#pragma once

#include <memory>

#include "os/process_launcher.h"

namespace wee {

/// A launcher whose every run fails and says so.
std::unique_ptr<ProcessLauncher> make_process_launcher();

}  // namespace wee
