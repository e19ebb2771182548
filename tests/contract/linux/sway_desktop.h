#pragma once

#include <memory>

#include "tests/contract/window_watcher_backends.h"

namespace wee {

/// sway without a screen or an input device, foot for its windows. sway refuses to run as root: then all of it
/// runs as nobody.
std::unique_ptr<TestedDesktop> make_sway_desktop();

}  // namespace wee
