#pragma once

#include "app/command_line.h"

namespace wee {

/// `wee sources`: prints which types of source this machine can run, with which backend, and what is missing.
ExitCode list_sources(const CommandLine& command_line);

}  // namespace wee
