#include "tests/contract/file_watcher_backends.h"

namespace wee {

std::vector<FileWatcherBackend> file_watcher_backends() {
    return {};
}

}  // namespace wee
