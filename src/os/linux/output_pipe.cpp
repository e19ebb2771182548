#include "os/linux/output_pipe.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace wee {
namespace {

constexpr std::size_t kPipeCapacity = 64 * 1024;  // the kernel's default; one read empties a full pipe

}  // namespace

int OutputPipe::open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return errno;
    }
    read_end_ = FileDescriptor(ends[0]);
    write_end_ = FileDescriptor(ends[1]);
    return 0;
}

void OutputPipe::read_some() {
    read_at_most(kPipeCapacity);
}

bool OutputPipe::read_rest() {
    pollfd state{read_end_.number(), POLLIN, 0};
    if (!read_end_.is_open()) {
        return false;
    }
    ::poll(&state, 1, 0);
    int waiting = 0;
    if ((state.revents & POLLIN) != 0) {
        ::ioctl(read_end_.number(), FIONREAD, &waiting);
    }
    for (auto left = static_cast<std::size_t>(waiting); left > 0 && read_end_.is_open();) {
        left -= read_at_most(left);
    }
    return (state.revents & POLLHUP) == 0;
}

std::size_t OutputPipe::read_at_most(std::size_t wanted) {
    std::array<char, kPipeCapacity>
        buffer;  // NOLINT(*-member-init): zeroing it would cost more than the read
    const ssize_t count = ::read(read_end_.number(), buffer.data(), std::min(wanted, buffer.size()));
    if (count > 0) {
        keep(buffer.data(), static_cast<std::size_t>(count));
        return static_cast<std::size_t>(count);
    }
    if (count == 0 || errno != EINTR) {
        read_end_.reset();
    }
    return 0;
}

void OutputPipe::keep(const char* bytes, std::size_t count) {
    const std::size_t room = limit_ - std::min(limit_, output_.text.size());
    output_.text.append(bytes, std::min(room, count));
    output_.total_bytes += count;
}

}  // namespace wee
