#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/glob.h"
#include "event/event_kind.h"
#include "sources/files/ignore_list.h"
#include "sources/files/tree_scope.h"

namespace wee {

enum class Recursion { ThisDirectoryOnly, WholeTree };
enum class DirectoryReports { None, Included };

/// How long a change of a file waits before it is reported. None: not at all.
struct ReportTiming {
    std::optional<std::chrono::milliseconds> settle;    ///< So long the file must have been complete.
    std::optional<std::chrono::milliseconds> debounce;  ///< So long nothing must have happened to it.

    [[nodiscard]] bool delays() const { return settle || debounce; }
};

enum class WatchBackend {
    Auto,     ///< The kernel's notices; polling where they do not come.
    Inotify,  ///< The kernel's notices alone.
    Poll,     ///< Every directory is read again and again.
};

/// What a file watcher is to watch, as the configuration says it.
struct FileWatcherOptions {
    std::string name;
    /// As written: `~`, `$VAR`, `${VAR}`, `%VAR%` and globs not yet expanded (see path_expansion.h).
    std::vector<std::string> paths;
    /// Which files are reported: against the file name, or the whole path when it has a `/`. None: all files.
    std::optional<Glob> pattern;
    Recursion recursion = Recursion::ThisDirectoryOnly;
    ReportTiming timing;
    /// Which kinds are reported; EventsLost always is.
    EventKindSet events = EventKindSet::all();
    IgnoreList ignore = IgnoreList::standard();
    DirectoryReports directories = DirectoryReports::None;
    /// How many directories below a path are watched too; only where the whole tree is.
    std::uint32_t max_depth = TreeScope::kNoLimit;
    SymbolicLinks links = SymbolicLinks::AreFiles;
    WatchBackend backend = WatchBackend::Auto;
    /// From the end of one look at what is polled to the next; longer where the looks themselves take long.
    std::chrono::milliseconds poll_interval = kUsualPollInterval;

    static constexpr std::chrono::milliseconds kUsualPollInterval{2000};
    static constexpr std::chrono::milliseconds kLeastPollInterval{100};

    [[nodiscard]] TreeScope scope() const {
        return {recursion == Recursion::WholeTree ? max_depth : 0, links};
    }
};

}  // namespace wee
