#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules/firing.h"
#include "rules/rule_set.h"

namespace wee {

/// Who is told which rules fire. Called on the rule engine's thread and must not wait.
class FiringHandler {
public:
    virtual ~FiringHandler() = default;

    /// The rule matches an event, whether it fires for it or not. Counts as in `on_fire`.
    virtual void on_match(RuleIndex /*rule*/) {}

    /// `firing.rule` counts in `rules`, which is the set of the last `on_rules_replaced`, or the first one.
    virtual void on_fire(const RuleSet& rules, Firing firing) = 0;

    /// From now on rules fire from this set. Not called for the first one.
    virtual void on_rules_replaced(const RuleSet& /*rules*/) {}

    /// The breaker suspends the rule for this key: `event` would have been one firing more than
    /// `rule.breaker.most` within its window. It and those that follow are dropped until `on_resumed`.
    virtual void on_suspended(const Rule& /*rule*/, const Event& /*event*/, std::string_view /*key*/) {}

    /// The rule fires for this key again, because the pause is over, or because a reload changes or removes
    /// the rule (told before `on_rules_replaced`). Once for each `on_suspended`, unless the engine ends
    /// first. `held_back` counts the firings dropped meanwhile, with the one that tripped the breaker.
    virtual void on_resumed(const Rule& /*rule*/, std::string_view /*key*/, std::uint64_t /*held_back*/) {}

    /// So many firings that waited in the rule's debounce will never come: the engine ends, or a reload
    /// changes or removes the rule (told before `on_rules_replaced`). Once for each rule that had any.
    virtual void on_discarded(const Rule& /*rule*/, std::size_t /*count*/) {}

    /// After every batch, firings or none: the moment for what is seldom.
    virtual void on_batch_processed() {}
};

}  // namespace wee
