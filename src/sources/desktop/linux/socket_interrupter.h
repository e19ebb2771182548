#pragma once

#include <mutex>

#include "os/linux/file_descriptor.h"

namespace wee {

/// Lets another thread end whatever waits for a socket: its reads, writes and polls then return at once. What
/// a stuck server would hold up for ever, libxcb's waiting for a reply above all, comes back with an error.
/// Any thread.
class SocketInterrupter {
public:
    /// Watches this socket, instead of the former, through a descriptor of its own.
    void watch(int socket);
    /// Shuts the watched socket down, and each that is watched from now on, until `reset`.
    void interrupt();
    /// Watches nothing.
    void reset();

private:
    std::mutex mutex_;
    FileDescriptor socket_;
    bool is_interrupted_ = false;
};

}  // namespace wee
