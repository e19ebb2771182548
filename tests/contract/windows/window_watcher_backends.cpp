#include "tests/contract/window_watcher_backends.h"

namespace wee {

std::vector<WindowWatcherBackend> window_watcher_backends() {
    return {};
}

}  // namespace wee
