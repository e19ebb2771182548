#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sources/files/file_watcher_options.h"

namespace wee {

/// One of fsnotify's test scripts, in our terms.
struct FsnotifyScript {
    using Words = std::vector<std::string>;

    std::vector<Words> before;  ///< Commands up to the first `watch`.
    std::vector<Words> after;
    std::vector<std::string> roots;  ///< Without the slash at their start.
    Recursion recursion = Recursion::ThisDirectoryOnly;
    EventKindSet events = EventKindSet::all();
    /// "created a", "renamed a -> b", as FileWatcherContract describes events.
    std::vector<std::string> expected;
};

FsnotifyScript read_fsnotify_script(const std::filesystem::path& file);

/// Does what the command says below the directory. False when it cannot be done here.
bool run_fsnotify_command(const FsnotifyScript::Words& words, const std::filesystem::path& directory);

}  // namespace wee
