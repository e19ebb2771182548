#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>

#include "base/clock.h"

namespace wee {

/// What the running engine's main thread waits for. Any thread may wish; one waits.
class Wishes {
public:
    enum class Wish { Stop, Reload };

    /// A file is written in several steps: a change counts when none has followed for this long.
    static constexpr std::chrono::milliseconds kQuietTime{200};

    /// `clock` must outlive the object.
    explicit Wishes(const Clock& clock) : clock_(clock) {}

    void stop();
    void reload();
    void configuration_changed();

    /// Waits for the next one. A stop comes before all else and stays.
    Wish wait();

    [[nodiscard]] std::stop_token stop_token() const { return stop_.get_token(); }

private:
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::stop_source stop_;
    std::optional<SteadyTime> reload_at_;
};

}  // namespace wee
