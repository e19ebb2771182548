#pragma once

#include <optional>
#include <string>
#include <vector>

#include "os/environment.h"
#include "sources/desktop/linux/socket_interrupter.h"

namespace wee {

/// `path`, then the sockets beside it that a sway of the same user has left or made, the newest first: its
/// name has the process id in it ("sway-ipc.1000.4711.sock"), so that the next one has another.
std::vector<std::string> sway_sockets(const std::string& path);

/// What i3 wrote on the root window of this display for `i3 --get-socketpath`; nothing where it did not, or
/// the server does not answer before it is interrupted.
std::optional<std::string> i3_socket_of_display(const std::string& display, const Environment& environment,
                                                SocketInterrupter& interrupter);

}  // namespace wee
