#pragma once

#include <memory>

#include "tests/contract/window_watcher_backends.h"

namespace wee {

/// Xvfb with openbox, xterm for its windows and xdotool for the focus.
std::unique_ptr<TestedDesktop> make_x11_desktop();

}  // namespace wee
