#include "os/linux/standard_input.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

namespace wee {

int StandardInput::open(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    file_ = FileDescriptor(::memfd_create("standard input", MFD_CLOEXEC));
    if (!file_.is_open()) {
        return errno;
    }
    while (!text.empty()) {
        const ssize_t written = ::write(file_.number(), text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return ::lseek(file_.number(), 0, SEEK_SET) == 0 ? 0 : errno;
}

}  // namespace wee
