#include "rules/rule_engine.h"

#include <utility>

namespace wee {

RuleEngine::RuleEngine(EventBus& bus, std::shared_ptr<const RuleSet> rules, FiringHandler& handler)
    : bus_(bus), rules_(std::move(rules)), handler_(handler) {}

void RuleEngine::run(const std::stop_token& stop) {
    EventBatch batch;
    while (bus_.take(batch, stop) == TakeResult::Events) {
        process(batch);
        bus_.acknowledge(batch.size());
        handler_.on_batch_processed();
    }
}

void RuleEngine::process(EventBatch& batch) {
    for (Event& event : batch) {
        matches_.clear();
        rules_->match(event, matches_);
        if (matches_.empty()) {
            continue;
        }
        matched_.fetch_add(matches_.size(), std::memory_order_relaxed);
        // Only an event that matched is worth a place of its own.
        const auto shared = std::make_shared<const Event>(std::move(event));
        for (const RuleIndex rule : matches_) {
            handler_.on_fire(*rules_, Firing{rule, shared, {}, {}});
        }
    }
}

}  // namespace wee
