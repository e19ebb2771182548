#include "tests/contract/file_watcher_backends.h"

#include "sources/linux/inotify_file_watcher.h"

namespace wee {

std::vector<FileWatcherBackend> file_watcher_backends() {
    return {{"inotify",
             [](FileWatcherOptions options, Log& log, const Clock& clock, const Environment& environment) {
                 return make_inotify_file_watcher(std::move(options), log, clock, environment);
             }}};
}

}  // namespace wee
