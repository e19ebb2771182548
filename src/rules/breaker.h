#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "rules/keyed_queue.h"
#include "rules/recent_firings.h"
#include "rules/rule.h"

namespace wee {

/// Suspends a rule for a key for which it fires too often, as one does whose actions trigger it again.
///
/// The window slides exactly: a firing counts until `window` has passed since it. A firing costs one look-up
/// in a table, two while keys are suspended.
class Breaker {
public:
    /// A loop goes unseen only where so many other keys fire between two of its own firings: by default,
    /// which is 100 firings in 10 s, that would take a million actions a second.
    static constexpr std::size_t kMostKeys = 100'000;

    /// `most_keys` are counted, the one that has not fired for longest is forgotten first; and as many should
    /// be suspended, after which `is_overfull`.
    explicit Breaker(std::size_t most_keys = kMostKeys) : most_keys_(most_keys) {}

    enum class Verdict { Fire, Trip, Suspended };
    struct Resumption {
        RuleId rule{};
        std::string key;
        std::uint64_t held_back = 0;
    };

    /// What is to become of a firing. REQUIRES: `now` never goes back; all that is due was taken out.
    Verdict judge(const RuleKeyView& key, const BreakerOptions& options, SteadyTime now);

    /// When `take_resumption` has to be called; kNever when nothing is suspended.
    [[nodiscard]] SteadyTime next_resumption() const;
    /// Whether it should be called at once, to let one resume early.
    [[nodiscard]] bool is_overfull() const { return resumptions_.size() > most_keys_; }
    /// The key whose pause is over first: it counts from zero again. REQUIRES: one is suspended.
    Resumption take_resumption();

    /// Forgets up to `most` keys that have not fired for as long as their window is, and says how many.
    std::size_t purge(SteadyTime now, std::size_t most);
    /// Whether no key is counted.
    [[nodiscard]] bool empty() const { return counted_.empty(); }

    /// Forgets all keys of rules for which not `goes_on(RuleId)`; what was suspended of these is given back.
    template <typename Predicate>
    std::vector<Resumption> keep(Predicate goes_on);

private:
    struct Suspended {
        RuleId rule{};
        std::string key;
    };

    void suspend(const RuleKeyView& key, SteadyTime until);
    Resumption resume(const Suspended& suspended);

    std::size_t most_keys_;
    KeyedQueue<RecentFirings> counted_;                 // the least recently used in front
    KeyedQueue<std::uint64_t> suspended_;               // how many firings were held back
    std::multimap<SteadyTime, Suspended> resumptions_;  // one for each that is suspended
};

template <typename Predicate>
std::vector<Breaker::Resumption> Breaker::keep(Predicate goes_on) {
    counted_.erase_if([&](const auto& entry) { return !goes_on(entry.rule); });
    std::vector<Resumption> resumed;
    for (auto next = resumptions_.begin(); next != resumptions_.end();) {
        const auto resumption = next++;
        if (!goes_on(resumption->second.rule)) {
            resumed.push_back(resume(resumption->second));
            resumptions_.erase(resumption);
        }
    }
    return resumed;
}

}  // namespace wee
