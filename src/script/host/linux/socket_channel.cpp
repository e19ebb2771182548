#include "script/host/linux/socket_channel.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "script/host/frame.h"

namespace wee {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kKept = 256 * 1024;  // of a buffer that a large message has made large

/// In milliseconds, rounded up so that nobody spins; -1 is for ever.
int patience_until(SteadyTime deadline) {
    if (deadline == SteadyTime::max()) {
        return -1;
    }
    using std::chrono::milliseconds;
    const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp(left, milliseconds(0), milliseconds(std::chrono::hours(1))).count());
}

}  // namespace

ScriptChannel::End SocketChannel::wait_for(short events, SteadyTime deadline) const {
    for (;;) {
        pollfd wanted{socket_.number(), events, 0};
        const int ready = ::poll(&wanted, 1, patience_until(deadline));
        if (ready > 0) {
            return End::Done;
        }
        if (ready < 0 && errno != EINTR) {
            return End::Closed;
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return End::TimeUp;
        }
    }
}

ScriptChannel::End SocketChannel::send(std::string_view frames, SteadyTime deadline) {
    while (!frames.empty()) {
        const ssize_t sent =
            ::send(socket_.number(), frames.data(), frames.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            frames.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            if (const End end = wait_for(POLLOUT, deadline); end != End::Done) {
                return end;
            }
        } else if (errno != EINTR) {
            return End::Closed;
        }
    }
    return End::Done;
}

ScriptChannel::End SocketChannel::receive(std::string& message, SteadyTime deadline) {
    for (;;) {
        if (received_.size() >= kFrameHeader) {
            const std::size_t size = frame_size(received_);
            if (size > kLongestFrame) {
                return End::TooLong;
            }
            if (received_.size() >= kFrameHeader + size) {
                message.assign(received_, kFrameHeader, size);
                received_.erase(0, kFrameHeader + size);
                if (received_.empty() && received_.capacity() > kKept) {
                    received_.shrink_to_fit();
                }
                return End::Done;
            }
        }
        if (const End end = read_more(deadline); end != End::Done) {
            return end;
        }
    }
}

ScriptChannel::End SocketChannel::read_more(SteadyTime deadline) {
    char piece[kPiece];
    for (;;) {
        // Who waits for ever is a host: one call is enough for it.
        const bool waits = deadline == SteadyTime::max();
        if (!waits) {
            if (const End end = wait_for(POLLIN, deadline); end != End::Done) {
                return end;
            }
        }
        const ssize_t count = ::recv(socket_.number(), piece, sizeof piece, waits ? 0 : MSG_DONTWAIT);
        if (count > 0) {
            received_.append(piece, static_cast<std::size_t>(count));
            return End::Done;
        }
        if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
            return End::Closed;
        }
    }
}

void SocketChannel::close() {
    ::shutdown(socket_.number(), SHUT_RDWR);
}

}  // namespace wee
