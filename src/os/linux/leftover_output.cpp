#include "os/linux/leftover_output.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace wee {
namespace {

constexpr std::size_t kMostPipes = 256;  // of the 1,024 descriptors that a process usually has

}  // namespace

LeftoverOutput::~LeftoverOutput() {
    if (thread_.joinable()) {
        ::eventfd_write(close_.number(), 1);
        thread_.join();
    }
}

void LeftoverOutput::take_over(FileDescriptor pipe) {
    const std::lock_guard lock(mutex_);
    const int number = pipe.number();
    if (pipes_.size() < kMostPipes && start() && watch(number)) {
        pipes_.emplace(number, std::move(pipe));
    }
}

bool LeftoverOutput::start() {
    if (thread_.joinable()) {
        return true;
    }
    events_ = FileDescriptor(::epoll_create1(EPOLL_CLOEXEC));
    close_ = FileDescriptor(::eventfd(0, EFD_CLOEXEC));
    if (!events_.is_open() || !close_.is_open() || !watch(close_.number())) {
        return false;
    }
    try {
        thread_ = std::jthread([this] { discard_until_closed(); });
    } catch (const std::system_error&) {
        return false;  // no thread to be had
    }
    return true;
}

bool LeftoverOutput::watch(int descriptor) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    return ::epoll_ctl(events_.number(), EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void LeftoverOutput::discard_until_closed() {
    while (true) {
        epoll_event event{};
        if (::epoll_wait(events_.number(), &event, 1, -1) != 1) {
            continue;  // a signal
        }
        if (event.data.fd == close_.number()) {
            return;
        }
        discard_from(event.data.fd);
    }
}

void LeftoverOutput::discard_from(int pipe) {
    std::array<char, 64 * 1024> buffer;  // NOLINT(*-member-init): read() fills it
    const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
    if (count == 0 || (count < 0 && errno != EINTR)) {
        // Closing alone would not end the watch: a child that is just being started on another thread may
        // hold a copy of the pipe, and its events would come under a number that by then belongs to something
        // else.
        ::epoll_ctl(events_.number(), EPOLL_CTL_DEL, pipe, nullptr);
        const std::lock_guard lock(mutex_);
        pipes_.erase(pipe);
    }
}

}  // namespace wee
