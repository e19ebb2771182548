#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wee {

/// How the configuration touches the file system. Paths are UTF-8 text (on Linux: any bytes).

std::filesystem::path native_path(std::string_view path);
std::string path_text(const std::filesystem::path& path);

/// Whether something is there. What cannot be looked at counts as missing.
bool path_exists(std::string_view path);

/// The whole file. Refuses, without reading or waiting, everything but a regular file of at most
/// kMaximumConfigBytes; a missing file's error names the nearest *.toml beside it.
Result<std::string> read_config_file(const std::string& path);

/// The names of a directory's *.toml files as paths, in name order; hidden ones (editors' locks) are left
/// out. Fails for what is no readable directory.
Result<std::vector<std::string>> list_config_files(const std::string& directory);

}  // namespace wee
