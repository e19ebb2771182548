#include "sources/desktop/linux/local_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

namespace wee {

FileDescriptor connect_local_socket(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof(address.sun_path)) {
        errno = ENAMETOOLONG;
        return {};
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    const bool is_abstract = path.front() == '@';
    if (is_abstract) {
        address.sun_path[0] = '\0';
    }
    const std::size_t size = offsetof(sockaddr_un, sun_path) + path.size() + (is_abstract ? 0 : 1);
    FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (socket.is_open() && ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address),
                                      static_cast<socklen_t>(size)) != 0) {
        const int error_number = errno;
        socket.reset();
        errno = error_number;
    }
    return socket;
}

bool is_nobody_listening(int error_number) {
    return error_number == ENOENT || error_number == ECONNREFUSED || error_number == ENOTDIR;
}

}  // namespace wee
