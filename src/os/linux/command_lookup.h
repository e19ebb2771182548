#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace wee {

/// The path to start for a command as the user wrote it. With a `/` it is that path, unchecked: exec will
/// tell. A bare name is looked up in the absolute folders of `search_path` (as in PATH); relative ones are
/// passed over, since what they hold depends on where the engine happens to stand. The Error tells what was
/// found instead of a program.
Result<std::string> find_command(const std::string& command, std::string_view search_path);

/// What to write instead when `command` begins with a program and goes on with arguments; otherwise empty.
std::string command_line_advice(std::string_view command, std::string_view search_path);

/// Where a command with a `/` lies for a child that starts in `working_directory` (empty: the engine's own).
std::string path_in(std::string_view working_directory, const std::string& command);

}  // namespace wee
