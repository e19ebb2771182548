#pragma once

#include "app/command_line.h"

namespace wee {

/// `wee script run FILE --event EVENT.json`: runs a script once, as a rule would, and says what came of it.
ExitCode run_script(const CommandLine& command_line);

}  // namespace wee
