#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

#include "event/event_bus.h"
#include "rules/firing.h"
#include "rules/rule_set.h"

namespace wee {

/// Who is told which rules fire. Called on the rule engine's thread and must not wait.
class FiringHandler {
public:
    virtual ~FiringHandler() = default;
    /// `firing.rule` counts in `rules`, which is the set of the last `on_rules_replaced`, or the first one.
    virtual void on_fire(const RuleSet& rules, Firing firing) = 0;
    /// From now on rules fire from this set. Not called for the first one.
    virtual void on_rules_replaced(const RuleSet& /*rules*/) {}
    /// After every batch, firings or none: the moment for what is seldom.
    virtual void on_batch_processed() {}
};

/// Takes events off the bus and holds each against the rule set. All rule state lives on `run`'s thread.
class RuleEngine {
public:
    /// All three must outlive the engine but the rule set, which it shares.
    RuleEngine(EventBus& bus, std::shared_ptr<const RuleSet> rules, FiringHandler& handler);

    /// Works until the bus is closed and empty, or `stop` is requested. Every event taken is acknowledged.
    void run(const std::stop_token& stop);

    /// How many rule matches there were (two rules on one event are two). Any thread.
    [[nodiscard]] std::uint64_t matched() const { return matched_.load(std::memory_order_relaxed); }

private:
    void process(EventBatch& batch);

    EventBus& bus_;
    std::shared_ptr<const RuleSet> rules_;
    FiringHandler& handler_;
    std::vector<RuleIndex> matches_;
    std::atomic<std::uint64_t> matched_{0};
};

}  // namespace wee
