#pragma once

#include "app/command_line.h"

namespace wee {

/// `wee test`: holds the rules against the `[[tests]]` of the configuration. Runs nothing.
ExitCode test_rules(const CommandLine& command_line);

}  // namespace wee
