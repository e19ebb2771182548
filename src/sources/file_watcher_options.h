#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/glob.h"
#include "event/event_kind.h"
#include "sources/ignore_list.h"

namespace wee {

enum class Recursion { ThisDirectoryOnly, WholeTree };
enum class DirectoryReports { None, Included };

/// How long a change of a file waits before it is reported. None: not at all.
struct ReportTiming {
    std::optional<std::chrono::milliseconds> settle;    ///< So long the file must have been complete.
    std::optional<std::chrono::milliseconds> debounce;  ///< So long nothing must have happened to it.

    [[nodiscard]] bool delays() const { return settle || debounce; }
};

/// What a file watcher is to watch, as the configuration says it.
struct FileWatcherOptions {
    std::string name;
    /// As written: `~`, `$VAR`, `${VAR}`, `%VAR%` and globs not yet expanded (sources/path_expansion.h).
    std::vector<std::string> paths;
    /// Which files are reported: against the file name, or the whole path when it has a `/`. None: all files.
    std::optional<Glob> pattern;
    Recursion recursion = Recursion::ThisDirectoryOnly;
    ReportTiming timing;
    /// Which kinds are reported; EventsLost always is.
    EventKindSet events = EventKindSet::all();
    IgnoreList ignore = IgnoreList::standard();
    DirectoryReports directories = DirectoryReports::None;
};

}  // namespace wee
