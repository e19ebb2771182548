#pragma once

#include "app/command_line.h"

namespace wee {

/// `wee explain`: shows for each event which conditions of which rules it meets. Runs nothing.
ExitCode explain_events(const CommandLine& command_line);

}  // namespace wee
