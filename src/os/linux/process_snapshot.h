#pragma once

#include <condition_variable>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "os/linux/process_table.h"

namespace wee {

/// A process with what tells whose run it belongs to.
struct SeenProcess {
    ProcessEntry entry;
    std::string marker;              ///< Its run marker as in the environment ("WEE_RUN_ID=..."), or empty.
    bool hides_environment = false;  ///< At this moment, in the middle of an exec. (Some have none for good.)
};

/// All living processes but the kernel's and the engine itself, at about one moment.
struct ProcessSnapshot {
    std::uint64_t oldest = 0;  ///< Only processes that were started at that tick or later are in it.
    std::vector<SeenProcess> processes;
};

/// Reads /proc for many who need it at the same time: they share one reading, because hundreds of runs that
/// end together would else read the environments of hundreds of processes each. Any thread.
class ProcessSnapshots {
public:
    /// What was read after the call began, with all processes that were started at `oldest` or later.
    std::shared_ptr<const ProcessSnapshot> take(std::uint64_t oldest);

private:
    void read(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable finished_reading_;
    std::shared_ptr<const ProcessSnapshot> latest_;
    std::uint64_t oldest_ = kNobody;  // that those ask for who wait for the next reading
    std::uint64_t started_ = 0;       // readings
    std::uint64_t finished_ = 0;

    static constexpr std::uint64_t kNobody = std::numeric_limits<std::uint64_t>::max();
};

}  // namespace wee
