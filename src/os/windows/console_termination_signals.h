#pragma once

#include <memory>

#include "os/termination_signals.h"

namespace wee {

/// Ctrl-C, Ctrl-Break, the console's close, the user's logging off and the system's shutdown. From this call
/// on they are remembered, so make it first thing in main().
std::unique_ptr<TerminationSignals> make_termination_signals();

}  // namespace wee
