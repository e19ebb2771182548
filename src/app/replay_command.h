#pragma once

#include "app/command_line.h"

namespace wee {

/// `wee replay`: runs recorded events through the rules and says what ran, or would have run.
ExitCode replay_events(const CommandLine& command_line);

}  // namespace wee
