#include "sources/desktop/linux/window_backends.h"

#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "sources/desktop/linux/i3_connection.h"
#include "sources/desktop/linux/i3_sockets.h"
#include "sources/desktop/linux/local_socket.h"
#include "sources/desktop/linux/x11_connection.h"

namespace wee {
namespace {

using Made = Result<std::unique_ptr<WindowConnection>>;

std::string variable_or_empty(const Environment& environment, std::string_view name) {
    return environment.variable(name).value_or("");
}

/// Nothing is set that leads to windows: says what there is and what it would need.
Error no_desktop(const Environment& environment) {
    const std::string wayland = variable_or_empty(environment, "WAYLAND_DISPLAY");
    if (wayland.empty()) {
        return Error(
            "there is no desktop here to watch windows on: neither SWAYSOCK (sway) nor DISPLAY (X11, i3) is "
            "set; start wee from within the session, or give its service these variables");
    }
    const std::string desktop = variable_or_empty(environment, "XDG_CURRENT_DESKTOP");
    return Error(
        "this Wayland session" + (desktop.empty() ? std::string() : " (" + to_display(desktop) + ")") +
        " tells no other program of its windows: only sway does (SWAYSOCK); GNOME would need an "
        "extension and KDE a script for it, which wee has not. Use an X11 session, or set DISPLAY to "
        "its Xwayland to see at least the windows of X11 programs");
}

Made make_x11(const Environment& environment, const Clock& clock) {
    const std::string display = variable_or_empty(environment, "DISPLAY");
    if (display.empty()) {
        return Error(R"(backend = "x11" needs an X server, and DISPLAY is not set)");
    }
    Result<X11Display> parsed = X11Display::parse(display);
    if (!parsed) {
        return parsed.error();
    }
    return Made(std::make_unique<X11Connection>(std::move(parsed).value(), environment, clock));
}

Made make_sway(const Environment& environment, const Clock& clock) {
    std::string socket = variable_or_empty(environment, "SWAYSOCK");
    if (socket.empty()) {
        return Error(R"(backend = "sway" needs sway, and SWAYSOCK, where it listens, is not set)");
    }
    return Made(std::make_unique<I3Connection>(
        I3Dialect::Sway, [socket = std::move(socket)](SocketInterrupter&) { return sway_sockets(socket); },
        clock));
}

std::vector<std::string> i3_sockets(const Environment& environment, SocketInterrupter& interrupter) {
    std::vector<std::string> sockets;
    if (const std::string socket = variable_or_empty(environment, "I3SOCK"); !socket.empty()) {
        sockets.push_back(socket);
    }
    if (const std::string display = variable_or_empty(environment, "DISPLAY"); !display.empty()) {
        if (std::optional<std::string> socket = i3_socket_of_display(display, environment, interrupter)) {
            sockets.push_back(std::move(*socket));
        }
    }
    return sockets;
}

Made make_i3(const Environment& environment, const Clock& clock) {
    if (variable_or_empty(environment, "I3SOCK").empty() &&
        variable_or_empty(environment, "DISPLAY").empty()) {
        return Error(R"(backend = "i3" needs i3, and neither I3SOCK nor DISPLAY is set)");
    }
    return Made(std::make_unique<I3Connection>(
        I3Dialect::I3,
        [&environment](SocketInterrupter& interrupter) { return i3_sockets(environment, interrupter); },
        clock));
}

std::optional<std::string> nobody_at(const std::string& path, const std::string& who) {
    return connect_local_socket(path).is_open()
               ? std::nullopt
               : std::optional(who + " does not listen at " + quote_for_display(path));
}

std::optional<std::string> missing_for_x11(const Environment& environment, const Clock& clock) {
    const Made made = make_x11(environment, clock);
    if (!made) {
        return made.error().message();
    }
    const X11Display display = X11Display::parse(variable_or_empty(environment, "DISPLAY")).value();
    if (connect_local_socket("@" + display.socket_path()).is_open()) {
        return std::nullopt;
    }
    return nobody_at(display.socket_path(), "an X server");
}

std::optional<std::string> missing_for_sway(const Environment& environment, const Clock& clock) {
    const Made made = make_sway(environment, clock);
    if (!made) {
        return made.error().message();
    }
    return nobody_at(variable_or_empty(environment, "SWAYSOCK"), "sway");
}

std::optional<std::string> missing_for_i3(const Environment& environment) {
    const std::string socket = variable_or_empty(environment, "I3SOCK");
    if (socket.empty()) {
        return "I3SOCK, where i3 listens, is not set (on i3 \"x11\" sees all windows too)";
    }
    return nobody_at(socket, "i3");
}

}  // namespace

Made make_window_connection(WindowBackend backend, const Environment& environment, const Clock& clock) {
    switch (backend) {
        case WindowBackend::X11:
            return make_x11(environment, clock);
        case WindowBackend::Sway:
            return make_sway(environment, clock);
        case WindowBackend::I3:
            return make_i3(environment, clock);
        case WindowBackend::Automatic:
            break;
    }
    if (!variable_or_empty(environment, "SWAYSOCK").empty()) {
        return make_sway(environment, clock);
    }
    // i3 is a window manager of X11 and says there all that its own protocol does, and the process too.
    if (!variable_or_empty(environment, "DISPLAY").empty()) {
        return make_x11(environment, clock);
    }
    return no_desktop(environment);
}

bool is_x11_only_a_part(const Environment& environment) {
    return !variable_or_empty(environment, "WAYLAND_DISPLAY").empty();
}

std::vector<BackendAvailability> window_watcher_availability(const Environment& environment) {
    const SystemClock clock;
    return {{"sway", missing_for_sway(environment, clock)},
            {"x11", missing_for_x11(environment, clock)},
            {"i3", missing_for_i3(environment)}};
}

}  // namespace wee
