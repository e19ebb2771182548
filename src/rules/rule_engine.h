#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "base/clock.h"
#include "event/event_bus.h"
#include "rules/firing_handler.h"
#include "rules/rule_evaluator.h"
#include "rules/rule_set.h"
#include "rules/rule_totals.h"

namespace wee {

/// Takes events off the bus and holds each against the rule set. All rule state lives on `run`'s thread.
///
/// By the machine's time, a batch happens when it is taken, timers run by `clock`, and nothing wakes the
/// thread while no timer runs. By the events' time, which never goes back, an event happens when it says:
/// what is due by then fires before it, whatever the speed at which events come.
class RuleEngine {
public:
    /// All must outlive the engine but the rule set, which it shares. `clock` is the bus's clock.
    RuleEngine(EventBus& bus, std::shared_ptr<const RuleSet> rules, FiringHandler& handler,
               const Clock& clock, TimeSource time_source = TimeSource::Machine);

    /// Works until the bus is closed and empty, or `stop` is requested. Every event taken is acknowledged.
    /// What still waits in a debounce then is discarded; but by the events' time a closed bus means that time
    /// goes on until all has fired. To be called once.
    void run(const std::stop_token& stop);

    /// The rules are these from some moment between two events on, soon also when no event comes; see
    /// RuleEvaluator::replace_rules. Returns at once; of sets that follow each other quickly only the last
    /// takes effect. Any thread.
    void replace_rules(std::shared_ptr<const RuleSet> rules);
    /// How many of the `replace_rules` so far are in force, counting those that were passed over. Any thread.
    [[nodiscard]] std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

    /// As of the last batch or timer, and exact. Any thread.
    [[nodiscard]] RuleTotals totals() const;

private:
    [[nodiscard]] std::optional<SteadyTime> deadline();
    void process(EventBatch& batch);
    void take_replacement();
    void finish(const std::stop_token& stop);
    void publish_totals();

    EventBus& bus_;
    const Clock& clock_;
    const TimeSource time_source_;
    RuleEvaluator evaluator_;
    FiringHandler& handler_;

    mutable std::mutex mutex_;
    std::shared_ptr<const RuleSet> replacement_;  // guarded by mutex_
    std::uint64_t requested_generation_ = 0;      // guarded by mutex_
    RuleTotals totals_;                           // guarded by mutex_
    std::atomic<bool> has_replacement_{false};
    std::atomic<std::uint64_t> generation_{0};
};

}  // namespace wee
