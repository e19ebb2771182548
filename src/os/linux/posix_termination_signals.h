#pragma once

#include <memory>

#include "os/termination_signals.h"

namespace wee {

/// SIGINT, SIGTERM and SIGHUP (unless it was ignored at the start, as nohup does). From this call on they are
/// remembered, so make it first thing in main(); whatever thread the kernel picks. Ignores SIGPIPE as well.
std::unique_ptr<TerminationSignals> make_termination_signals();

}  // namespace wee
