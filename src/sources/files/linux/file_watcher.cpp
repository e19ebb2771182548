#include "sources/files/linux/file_watcher.h"

#include <sys/inotify.h>

#include <optional>
#include <string>
#include <utility>

#include "sources/files/linux/inotify_file_watcher.h"
#include "sources/files/linux/inotify_queue.h"
#include "sources/files/linux/linux_directory_lister.h"
#include "sources/files/linux/watch_problems.h"
#include "sources/files/polling_file_watcher.h"

namespace wee {
namespace {

/// Why inotify cannot be used by this user now, or nothing.
std::optional<std::string> missing_for_inotify() {
    const Result<std::unique_ptr<InotifyQueue>> queue = open_inotify_queue();
    if (!queue) {
        return queue.error().message();
    }
    const int watch = queue.value()->add_watch("/", IN_DELETE_SELF);
    return watch >= 0 ? std::nullopt : std::optional(WatchProblems::explain(-watch));
}

}  // namespace

std::unique_ptr<Source> make_file_watcher(FileWatcherOptions options, Log& log, const Clock& clock,
                                          const Environment& environment) {
    if (options.backend == WatchBackend::Poll) {
        return make_polling_file_watcher(std::move(options), make_linux_directory_lister(), log, clock,
                                         environment);
    }
    return make_inotify_file_watcher(std::move(options), log, clock, environment);
}

std::vector<BackendAvailability> file_watcher_availability() {
    return {{"inotify", missing_for_inotify()}, {"poll"}};
}

}  // namespace wee
