#pragma once

#include <string_view>

namespace wee {

/// The parts of a path that events carry as text. `/` separates, and on Windows paths (with a drive or UNC
/// prefix) `\` too; separators at the end are ignored. Views into the argument; no file system is asked.

/// True for a path with a drive (`C:\x`) or a UNC prefix (`\\server\share`).
bool is_windows_path(std::string_view path);

/// "/a/b.txt" -> "b.txt"; "/a/" -> "a"; "/", "C:\" and "\\server\share" -> "".
std::string_view path_file_name(std::string_view path);

/// "/a/b.txt" -> "/a"; "/b.txt" and "/" -> "/"; "C:\b.txt" -> "C:\"; "b.txt" -> "".
std::string_view path_directory(std::string_view path);

}  // namespace wee
