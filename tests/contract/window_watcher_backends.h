#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "os/environment.h"
#include "sources/desktop/window_watcher_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// A program with one window on a desktop under test; it ends, and its window closes, with the object.
class ProgramWithWindow {
public:
    virtual ~ProgramWithWindow() = default;
    virtual void set_title(const std::string& title) = 0;
    [[nodiscard]] virtual std::string pid() const = 0;
};

/// A desktop of the test's own, with a window manager, that nobody sees.
class TestedDesktop {
public:
    virtual ~TestedDesktop() = default;
    /// Why it is not there; empty: it is.
    [[nodiscard]] virtual std::string missing() const = 0;
    /// What a program of its session finds in its environment.
    [[nodiscard]] virtual const Environment& environment() const = 0;
    /// Returns when the program was started, not when its window is there.
    virtual std::unique_ptr<ProgramWithWindow> open(const std::string& title) = 0;
    [[nodiscard]] virtual std::string program() const = 0;       ///< "/usr/bin/xterm".
    [[nodiscard]] virtual std::string window_class() const = 0;  ///< Of its windows.
    /// `window_id` as events have it.
    virtual void focus(const std::string& window_id) = 0;
    /// Ends it as a crash would, with all programs on it; `start_again` brings an empty one, at the same
    /// place.
    virtual void crash() = 0;
    virtual void start_again() = 0;
    /// Lets the server stand still, and go on.
    virtual void freeze() = 0;
    virtual void thaw() = 0;
};

struct WindowWatcherBackend {
    std::string name;
    std::function<std::unique_ptr<TestedDesktop>()> make_desktop;
    std::function<std::unique_ptr<Source>(WindowWatcherOptions, Log&, const Clock&, const Environment&)> make;
};

/// What this operating system has to watch windows with.
std::vector<WindowWatcherBackend> window_watcher_backends();

}  // namespace wee
