#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"

namespace wee {

/// Which keys of one rule may not start a run now: one of theirs waits or runs, or ended a short while ago.
/// What has expired is forgotten when somebody asks next. One thread at a time.
class Cooldown {
public:
    /// For so long after the end of a run.
    explicit Cooldown(std::chrono::milliseconds length) : length_(length) {}
    Cooldown(const Cooldown&) = delete;
    Cooldown& operator=(const Cooldown&) = delete;

    /// True when a run of the key may come; then no other may until `start` or `forget`.
    bool admit(const std::string& key, SteadyTime now);
    /// The run has ended. REQUIRES: it was admitted.
    void start(const std::string& key, SteadyTime now);
    /// The run was dropped before it began. REQUIRES: it was admitted.
    void forget(const std::string& key);

    /// True when no key is held back.
    bool is_over(SteadyTime now);
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::string key;
        SteadyTime until;
        bool is_busy;
    };
    using Entries = std::list<Entry>;

    void forget_expired(SteadyTime now);
    void erase(Entries& list, Entries::iterator entry);

    const std::chrono::milliseconds length_;
    Entries busy_;
    Entries cooling_;  // in the order in which they began, and so expire
    std::unordered_map<std::string_view, Entries::iterator> entries_;
};

}  // namespace wee
