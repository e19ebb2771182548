#pragma once

#include <memory>

#include "base/clock.h"
#include "os/environment.h"
#include "sources/desktop/window_watcher_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// Watches the windows of the session that the environment names: of X11, sway or i3. `start` fails where
/// there is none or it does not answer. When the connection breaks later, an EventsLost says why, it is made
/// again as soon as somebody listens, and the difference is reported. `log`, `clock` and `environment` must
/// outlive the source; any thread may call them.
std::unique_ptr<Source> make_desktop_window_watcher(WindowWatcherOptions options, Log& log,
                                                    const Clock& clock, const Environment& environment);

}  // namespace wee
