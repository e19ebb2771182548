#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "event/event_bus.h"
#include "rules/rule_set.h"

namespace wee {

/// Who is told of matches. Called on the rule engine's thread and must not wait.
class MatchHandler {
public:
    virtual ~MatchHandler() = default;
    /// `rules` are the indexes of the rules that matched, in order, at least one. The event may be kept.
    virtual void on_match(const std::shared_ptr<const Event>& event, std::span<const RuleIndex> rules) = 0;
    /// After every batch, matches or none: the moment for what is seldom.
    virtual void on_batch_processed() {}
};

/// Takes events off the bus and holds each against the rule set. All rule state lives on `run`'s thread.
class RuleEngine {
public:
    /// All three must outlive the engine but the rule set, which it shares.
    RuleEngine(EventBus& bus, std::shared_ptr<const RuleSet> rules, MatchHandler& handler);

    /// Works until the bus is closed and empty, or `stop` is requested. Every event taken is acknowledged.
    void run(const std::stop_token& stop);

    /// How many rule matches there were (two rules on one event are two). Any thread.
    [[nodiscard]] std::uint64_t matched() const { return matched_.load(std::memory_order_relaxed); }

private:
    void process(EventBatch& batch);

    EventBus& bus_;
    std::shared_ptr<const RuleSet> rules_;
    MatchHandler& handler_;
    std::vector<RuleIndex> matches_;
    std::atomic<std::uint64_t> matched_{0};
};

}  // namespace wee
