#include "sources/desktop/linux/socket_interrupter.h"

#include <fcntl.h>
#include <sys/socket.h>

namespace wee {

void SocketInterrupter::watch(int socket) {
    const std::lock_guard lock(mutex_);
    socket_ = FileDescriptor(::fcntl(socket, F_DUPFD_CLOEXEC, 0));
    if (is_interrupted_ || !socket_.is_open()) {  // what cannot be interrupted must not be waited for
        ::shutdown(socket, SHUT_RDWR);
    }
}

void SocketInterrupter::interrupt() {
    const std::lock_guard lock(mutex_);
    is_interrupted_ = true;
    if (socket_.is_open()) {
        ::shutdown(socket_.number(), SHUT_RDWR);
    }
}

void SocketInterrupter::reset() {
    const std::lock_guard lock(mutex_);
    is_interrupted_ = false;
    socket_.reset();
}

}  // namespace wee
