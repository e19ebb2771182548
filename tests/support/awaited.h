#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace wee {

/// No test waits longer for anything: generous, so that a busy machine does not fail a test that is right.
inline constexpr std::chrono::seconds kTestDeadline{10};

/// A value that threads change and a test waits on: a lock, and a wake-up after every change. Any thread.
template <typename State>
class Awaited {
public:
    /// Changes the state under the lock, then wakes all who wait. Returns what `change` returns.
    template <typename Change>
    decltype(auto) change(Change&& change_state) {
        const WakeAfter wake{changed_};
        const std::lock_guard lock(mutex_);
        return std::forward<Change>(change_state)(state_);
    }

    /// Returns what `read_state` makes of the state, by value.
    template <typename Read>
    [[nodiscard]] auto read(Read&& read_state) const {
        const std::lock_guard lock(mutex_);
        return std::forward<Read>(read_state)(state_);
    }

    /// Waits until `holds(state)`. False when the deadline came first.
    template <typename Predicate>
    [[nodiscard]] bool wait_until(Predicate holds, std::chrono::milliseconds deadline = kTestDeadline) const {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, deadline, [&] { return holds(state_); });
    }

    /// Waits until `holds(state)` or a stop is requested. False for a stop.
    template <typename Predicate>
    bool wait_until_stopped(const std::stop_token& stop, Predicate holds) const {
        std::unique_lock lock(mutex_);
        return changed_.wait(lock, stop, [&] { return holds(state_); });
    }

private:
    struct WakeAfter {
        std::condition_variable_any& changed;
        ~WakeAfter() { changed.notify_all(); }
    };

    mutable std::mutex mutex_;
    mutable std::condition_variable_any changed_;
    State state_{};
};

}  // namespace wee
