#include <poll.h>
#include <unistd.h>

#include <cerrno>

#include "telemetry/log_output.h"

namespace wee {
namespace {

/// After a failed write: true when it is worth another try. Whoever shares the descriptor may have made it
/// non-blocking; then this waits for room.
bool may_try_again() {
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
        pollfd room{STDOUT_FILENO, POLLOUT, 0};
        return ::poll(&room, 1, -1) == 1 || errno == EINTR;
    }
    return errno == EINTR;
}

class StandardOutput final : public LogOutput {
public:
    bool write(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
            if (written >= 0) {
                bytes.remove_prefix(static_cast<std::size_t>(written));
            } else if (!may_try_again()) {
                return false;
            }
        }
        return true;
    }
};

}  // namespace

std::unique_ptr<LogOutput> make_standard_output() {
    return std::make_unique<StandardOutput>();
}

}  // namespace wee
