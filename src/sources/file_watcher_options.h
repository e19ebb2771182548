#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/glob.h"

namespace wee {

enum class Recursion { ThisDirectoryOnly, WholeTree };

/// What a file watcher is to watch, as the configuration says it.
struct FileWatcherOptions {
    std::string name;
    /// As written: `~`, `$VAR`, `${VAR}`, `%VAR%` and globs not yet expanded (sources/path_expansion.h).
    std::vector<std::string> paths;
    /// Which files are reported: against the file name, or the whole path when it has a `/`. None: all files.
    std::optional<Glob> pattern;
    Recursion recursion = Recursion::ThisDirectoryOnly;
};

}  // namespace wee
