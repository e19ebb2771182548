#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "config/config.h"
#include "telemetry/log.h"

namespace wee {

/// How long a source that cannot be started is left alone: doubled each time.
struct RetryPause {
    std::chrono::milliseconds first{1'000};
    std::chrono::milliseconds longest{60'000};
};

/// A source that waits for its next start.
struct WaitingSource {
    SourceConfig config;
    std::string reason;  ///< Why it could not be started, the last time.
    std::size_t failed_starts = 1;
};

/// Starts sources again that could not be started, each after pauses of its own. It has a thread while there
/// are any. `begin` and `cancel` belong to one thread, `waiting` to any.
class SourceRetry {
public:
    /// Starts the source, on the retry's thread; fails soon when the stop is requested.
    using Start = std::function<Result<void>(const WaitingSource&, const std::stop_token&)>;

    /// `log` and `clock` must outlive the object, and so must what `start` works with.
    SourceRetry(Start start, Log& log, const Clock& clock, RetryPause pause)
        : start_(std::move(start)), log_(log), clock_(clock), pause_(pause) {}
    ~SourceRetry() { cancel(); }
    SourceRetry(const SourceRetry&) = delete;
    SourceRetry& operator=(const SourceRetry&) = delete;

    /// REQUIRES: nothing waits.
    void begin(std::vector<WaitingSource> failed);
    /// Nothing is started any more when it returns, and nothing waits.
    void cancel();

    [[nodiscard]] std::vector<WaitingSource> waiting() const;

private:
    struct Entry {
        WaitingSource source;
        std::chrono::milliseconds pause;
        SteadyTime due;
    };

    void run(const std::stop_token& stop);
    std::optional<std::size_t> wait_for_due(const std::stop_token& stop);
    void try_start(std::size_t index, const std::stop_token& stop);
    void postpone(Entry& entry, const std::string& reason);

    const Start start_;
    Log& log_;
    const Clock& clock_;
    const RetryPause pause_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::vector<Entry> entries_;  // changed by the thread alone while it runs, and under the lock
    std::jthread thread_;
};

}  // namespace wee
