#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/rule_index.h"
#include "event/event.h"
#include "rules/keyed_queue.h"
#include "rules/rule_succession.h"
#include "rules/rule_time.h"

namespace wee {

/// A match that has waited out its rule's debounce, or has yet to.
struct PendingFiring {
    RuleIndex rule = 0;
    std::string key;
    std::shared_ptr<const Event> event;
    SteadyTime due{};
};

/// The matches that wait out their rule's debounce: for each rule and key the last event.
///
/// A rule has one debounce time, so its keys wait in a queue that is in the order of their deadlines, and only
/// the heads of the queues compete, in a heap of rules. Holding an event takes constant time.
class Debounce {
public:
    explicit Debounce(std::size_t rules) : queues_(rules) {}

    enum class Held { First, InsteadOfAnother };
    /// The event waits from now on for `wait`, instead of the one that waited for this key. REQUIRES: `now`
    /// never goes back, and `wait` is the same for a rule each time.
    Held hold(RuleIndex rule, std::string_view key, std::shared_ptr<const Event> event, SteadyTime now,
              std::chrono::milliseconds wait);

    /// Nothing is due before this time; kNever when nothing waits.
    [[nodiscard]] SteadyTime nothing_before() const { return turns_.empty() ? kNever : turns_.front().due; }
    /// When the first is due; kNever when nothing waits.
    [[nodiscard]] SteadyTime next_due();
    /// The one that is due first; at the same time the one of the first rule. REQUIRES: one waits.
    [[nodiscard]] PendingFiring take_next();

    /// Drops all that waits for the rule, gives its memory back, and says how much that was.
    std::size_t discard(RuleIndex rule);
    /// Rules have other places from now on. REQUIRES: nothing waits for those that do not go on.
    void carry_over(const RuleSuccession& succession);

private:
    struct Waiting {
        std::shared_ptr<const Event> event;
        SteadyTime due;
    };
    using Queue = KeyedQueue<Waiting>;
    /// There is one for each queue that is not empty. `due` is when its head is due, or earlier: a head that
    /// is refreshed or discarded leaves its turn as it was, until that comes up.
    struct Turn {
        SteadyTime due;
        RuleIndex rule;
    };

    void push_turn(RuleIndex rule);
    RuleIndex pop_turn();

    std::vector<std::unique_ptr<Queue>> queues_;  // by rule; null until one has waited
    std::vector<Turn> turns_;                     // a heap, the earliest at the front
};

}  // namespace wee
