#pragma once

#include <string>

#include "os/linux/file_descriptor.h"

namespace wee {

/// A connection to the local stream socket at `path`; one that begins with '@' is abstract. Never waits: a
/// server that is too busy to take connections is EAGAIN. Not open: errno says why.
FileDescriptor connect_local_socket(const std::string& path);

/// Whether errno of a failed connection says that nobody listens there at all.
bool is_nobody_listening(int error_number);

}  // namespace wee
