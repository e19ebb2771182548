#pragma once

#include <memory>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "os/environment.h"
#include "sources/backend_availability.h"
#include "sources/desktop/linux/window_connection.h"
#include "sources/desktop/window_watcher_options.h"

namespace wee {

/// The way to the windows of this session, not yet open. Automatic: sway's where SWAYSOCK is set, else X11's
/// where DISPLAY is. Fails where the session has neither, or not what was asked for, with what it would need.
/// Both references must outlive the connection.
Result<std::unique_ptr<WindowConnection>> make_window_connection(WindowBackend backend,
                                                                 const Environment& environment,
                                                                 const Clock& clock);

/// True when X11 shows only some of the session's windows: those of X11 programs in a Wayland session.
bool is_x11_only_a_part(const Environment& environment);

/// For each backend, in the order in which they are tried, whether somebody listens where the environment
/// says.
std::vector<BackendAvailability> window_watcher_availability(const Environment& environment);

}  // namespace wee
