#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "os/environment.h"
#include "sources/desktop/linux/socket_interrupter.h"

struct xcb_connection_t;

namespace wee {

/// What DISPLAY says: a display of this machine.
struct X11Display {
    std::string text;  ///< As it was written.
    int number = 0;
    int screen = 0;

    /// Fails for what is no display, and for a display of another machine.
    static Result<X11Display> parse(const std::string& text);
    /// Where its server listens in the file system.
    [[nodiscard]] std::string socket_path() const;
};

struct X11Disconnect {
    void operator()(xcb_connection_t* connection) const;
};
/// Owns a connection, and its socket with it.
using X11ConnectionHandle = std::unique_ptr<xcb_connection_t, X11Disconnect>;

/// A failed attempt.
struct X11ConnectFailure {
    std::string message{};
    bool is_nobody_listening = false;
};

/// Connects, with the cookie of XAUTHORITY's file or ~/.Xauthority. Waits for the server's greeting until
/// `interrupter`, which watches the socket from then on, is told to interrupt. Null: `failure` says why.
X11ConnectionHandle connect_to_x11(const X11Display& display, const Environment& environment,
                                   SocketInterrupter& interrupter, X11ConnectFailure& failure);

}  // namespace wee
