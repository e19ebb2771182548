#pragma once

#include "sources/processes/process_facts.h"

namespace wee {

/// What a status as wait(2) gives it says of a process' end.
ProcessEnd process_end(int status);

}  // namespace wee
