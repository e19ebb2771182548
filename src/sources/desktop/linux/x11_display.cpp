#include "sources/desktop/linux/x11_display.h"

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <xcb/xcb.h>

#include "base/text.h"
#include "sources/desktop/linux/local_socket.h"
#include "sources/desktop/linux/x11_authority.h"

namespace wee {
namespace {

std::optional<std::string> cookie_for(const X11Display& display, const Environment& environment) {
    if (const std::optional<std::string> file = environment.variable("XAUTHORITY"); file && !file->empty()) {
        return read_x11_cookie(*file, display.number);
    }
    const std::optional<std::string> home = environment.home_directory();
    return home ? read_x11_cookie(*home + "/.Xauthority", display.number) : std::nullopt;
}

// The abstract socket second: containers are given the one in the file system.
FileDescriptor connect_socket(const X11Display& display) {
    FileDescriptor socket = connect_local_socket(display.socket_path());
    if (!socket.is_open() && is_nobody_listening(errno)) {
        socket = connect_local_socket("@" + display.socket_path());
    }
    return socket;
}

std::string why_refused(const X11Display& display, bool has_cookie) {
    return "the X server at " + display.text + " did not take the connection" +
           (has_cookie ? ": it may refuse the cookie of XAUTHORITY's file, or it ended meanwhile"
                       : "; it may want a cookie, and neither XAUTHORITY nor ~/.Xauthority has one for it");
}

}  // namespace

Result<X11Display> X11Display::parse(const std::string& text) {
    char* host = nullptr;
    int number = 0;
    int screen = 0;
    if (text.empty() || xcb_parse_display(text.c_str(), &host, &number, &screen) == 0 || number < 0 ||
        screen < 0) {
        return Error("DISPLAY is " + quote_for_display(text) + ", which is no display; it looks like \":0\"");
    }
    const std::string name = host;
    std::free(host);
    if (!name.empty() && name != "unix") {
        return Error("DISPLAY is " + quote_for_display(text) +
                     ", a display of another machine or behind a network connection; windows are watched on "
                     "this machine's displays only, which look like \":0\"");
    }
    return X11Display{text, number, screen};
}

std::string X11Display::socket_path() const {
    return "/tmp/.X11-unix/X" + std::to_string(number);
}

void X11Disconnect::operator()(xcb_connection_t* connection) const {
    xcb_disconnect(connection);
}

X11ConnectionHandle connect_to_x11(const X11Display& display, const Environment& environment,
                                   SocketInterrupter& interrupter, X11ConnectFailure& failure) {
    FileDescriptor socket = connect_socket(display);
    if (!socket.is_open()) {
        failure.is_nobody_listening = is_nobody_listening(errno);
        failure.message = failure.is_nobody_listening
                              ? "no X server listens at DISPLAY " + quote_for_display(display.text)
                              : "cannot connect to the X server at " + display.text + ": " +
                                    std::generic_category().message(errno);
        return nullptr;
    }
    interrupter.watch(socket.number());
    std::string name = "MIT-MAGIC-COOKIE-1";
    std::optional<std::string> cookie = cookie_for(display, environment);
    xcb_auth_info_t authorization{};
    if (cookie) {
        authorization = {static_cast<int>(name.size()), name.data(), static_cast<int>(cookie->size()),
                         cookie->data()};
    }
    X11ConnectionHandle connection(xcb_connect_to_fd(socket.release(), cookie ? &authorization : nullptr));
    if (xcb_connection_has_error(connection.get()) != 0) {
        failure.message = why_refused(display, cookie.has_value());
        return nullptr;
    }
    return connection;
}

}  // namespace wee
