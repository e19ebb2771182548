#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace wee {

/// The kernel's inotify calls, as narrow as the watcher needs them. Port; `open_inotify_queue` is the
/// kernel's, tests put limits and delays in front of it. One thread at a time.
class InotifyQueue {
public:
    virtual ~InotifyQueue() = default;
    /// Readable (poll) when there are records.
    [[nodiscard]] virtual int descriptor() const = 0;
    /// The watch of the file that the path leads to (the same one for the same file), or a negative errno.
    virtual int add_watch(const std::string& path, std::uint32_t mask) = 0;
    virtual void remove_watch(int watch) = 0;
    /// Whole records of what the kernel has queued, as many as fit. Never waits; 0 when there are none.
    virtual std::size_t read(std::span<std::byte> buffer) = 0;
};

using InotifyQueueFactory = std::function<Result<std::unique_ptr<InotifyQueue>>()>;

/// Fails with a sentence that names the limit of the system that was hit.
Result<std::unique_ptr<InotifyQueue>> open_inotify_queue();

}  // namespace wee
