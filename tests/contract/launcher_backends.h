#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "os/process_launcher.h"

namespace wee {

/// One way to launch, with the requests that make it do what the suite is about.
struct LauncherBackend {
    std::string name;
    std::function<std::unique_ptr<ProcessLauncher>()> make;
    LaunchRequest ends_at_once;                          ///< With exit code 0.
    std::function<void(ProcessLauncher&)> make_endless;  ///< To be called before `endless` runs.
    LaunchRequest endless;                               ///< Runs until it is stopped.
};

/// The real backends of this operating system; the fake is added by the suite.
std::vector<LauncherBackend> launcher_backends();

}  // namespace wee
