#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace wee {

/// Gives up, for good, all that a host of scripts does not need: memory beyond `memory` bytes, new privileges,
/// every file and port (Landlock), and every system call but the few that reckoning and the talk with the
/// engine take (seccomp). The calling process must have one thread.
///
/// Returns a sentence for each of these that this system does not have.
std::vector<std::string> confine_this_process(std::size_t memory);

}  // namespace wee
