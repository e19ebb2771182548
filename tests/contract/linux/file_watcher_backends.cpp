#include "tests/contract/file_watcher_backends.h"

#include "sources/files/linux/inotify_file_watcher.h"
#include "sources/files/linux/linux_directory_lister.h"
#include "sources/files/polling_file_watcher.h"

namespace wee {

std::vector<FileWatcherBackend> file_watcher_backends() {
    return {{"inotify", Sight::EveryStep,
             [](FileWatcherOptions options, Log& log, const Clock& clock, const Environment& environment) {
                 return make_inotify_file_watcher(std::move(options), log, clock, environment);
             }},
            {"poll", Sight::BetweenTwoLooks,
             [](FileWatcherOptions options, Log& log, const Clock& clock, const Environment& environment) {
                 options.poll_interval = std::chrono::milliseconds(10);
                 return make_polling_file_watcher(std::move(options), make_linux_directory_lister(), log,
                                                  clock, environment);
             }}};
}

}  // namespace wee
