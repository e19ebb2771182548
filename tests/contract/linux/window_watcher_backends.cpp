#include "tests/contract/window_watcher_backends.h"

#include "sources/desktop/linux/desktop_window_watcher.h"
#include "tests/contract/linux/sway_desktop.h"
#include "tests/contract/linux/x11_desktop.h"

namespace wee {

std::vector<WindowWatcherBackend> window_watcher_backends() {
    const auto make = [](WindowWatcherOptions options, Log& log, const Clock& clock,
                         const Environment& environment) {
        return make_desktop_window_watcher(std::move(options), log, clock, environment);
    };
    return {{"x11", make_x11_desktop, make}, {"sway", make_sway_desktop, make}};
}

}  // namespace wee
