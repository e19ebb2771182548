#pragma once

#include <memory>

#include "os/termination_signals.h"

namespace wee {

/// SIGINT and SIGTERM stop; SIGHUP reloads, but stops when it comes because the terminal that the engine was
/// started in has gone, and stays ignored where it was at the start, as nohup wants it. From this call on they
/// are remembered, so make it first thing in main(); whatever thread the kernel picks. Ignores SIGPIPE as well.
/// A SIGINT 200 ms or more after the first one ends the process at once, with exit code 130. Standard streams
/// that are closed become /dev/null.
std::unique_ptr<TerminationSignals> make_termination_signals();

}  // namespace wee
