#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/rule_index.h"
#include "rules/keyed_queue.h"
#include "rules/rule_succession.h"

namespace wee {

/// Lets a rule fire for a key, then keeps the key silent for a time. Takes constant time for each firing, and
/// memory for the keys that are silent now.
class Throttle {
public:
    explicit Throttle(std::size_t rules) : queues_(rules) {}

    /// Whether the key may fire; when so, it is silent from now on for `silence`. REQUIRES: `now` never goes
    /// back, and `silence` is the same for a rule each time.
    bool admit(RuleIndex rule, std::string_view key, SteadyTime now, std::chrono::milliseconds silence);

    /// Forgets up to `most` keys whose silence is over, and says how many.
    std::size_t purge(SteadyTime now, std::size_t most);
    [[nodiscard]] bool empty() const { return size_ == 0; }

    /// Rules have other places from now on; those that do not go on are forgotten.
    void carry_over(const RuleSuccession& succession);

private:
    using Queue = KeyedQueue<SteadyTime>;  // until when the key is silent

    std::size_t purge(Queue& queue, SteadyTime now, std::size_t most);

    std::vector<std::unique_ptr<Queue>> queues_;  // by rule; null until one has fired
    std::size_t size_ = 0;                        // in all queues
};

}  // namespace wee
