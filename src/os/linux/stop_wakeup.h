#pragma once

#include <functional>
#include <optional>
#include <stop_token>

#include "os/linux/file_descriptor.h"

namespace wee {

/// Makes a stop request visible to poll(). One thread; the request may come from any.
class StopWakeup {
public:
    StopWakeup() = default;
    StopWakeup(const StopWakeup&) = delete;
    StopWakeup& operator=(const StopWakeup&) = delete;

    /// 0, or the errno. Call once.
    int open(const std::stop_token& stop);
    /// Readable once the stop is requested; -1 when none can be.
    [[nodiscard]] int descriptor() const { return event_.number(); }

private:
    FileDescriptor event_;
    std::optional<std::stop_callback<std::function<void()>>> callback_;  // after event_: it writes to it
};

}  // namespace wee
