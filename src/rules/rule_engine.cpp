#include "rules/rule_engine.h"

#include <chrono>
#include <utility>

namespace wee {
namespace {

SteadyTime time_of(const Event& event) {
    return SteadyTime(std::chrono::duration_cast<SteadyTime::duration>(event.timestamp.time_since_epoch()));
}

}  // namespace

RuleEngine::RuleEngine(EventBus& bus, std::shared_ptr<const RuleSet> rules, FiringHandler& handler,
                       const Clock& clock, TimeSource time_source)
    : bus_(bus),
      clock_(clock),
      time_source_(time_source),
      evaluator_(std::move(rules), handler, time_source),
      handler_(handler) {}

void RuleEngine::run(const std::stop_token& stop) {
    EventBatch batch;
    for (;;) {
        const TakeResult result = bus_.take(batch, stop, deadline());
        if (result == TakeResult::Closed) {
            break;
        }
        take_replacement();
        if (time_source_ == TimeSource::Machine) {
            evaluator_.advance(clock_.steady_now());
        }
        process(batch);
        publish_totals();
        if (result == TakeResult::Events) {
            bus_.acknowledge(batch.size());
            handler_.on_batch_processed();
        }
    }
    finish(stop);
}

std::optional<SteadyTime> RuleEngine::deadline() {
    if (time_source_ == TimeSource::Events) {
        return {};
    }
    const SteadyTime deadline = evaluator_.next_deadline();
    return deadline == kNever ? std::nullopt : std::optional(deadline);
}

void RuleEngine::process(EventBatch& batch) {
    for (Event& event : batch) {
        take_replacement();
        if (time_source_ == TimeSource::Events) {
            evaluator_.advance(time_of(event));
        }
        evaluator_.evaluate(event);
    }
}

void RuleEngine::finish(const std::stop_token& stop) {
    if (time_source_ == TimeSource::Events && !stop.stop_requested()) {
        evaluator_.fire_pending();
    } else {
        evaluator_.discard_pending();
    }
    publish_totals();
}

void RuleEngine::replace_rules(std::shared_ptr<const RuleSet> rules) {
    {
        const std::lock_guard lock(mutex_);
        replacement_ = std::move(rules);
        ++requested_generation_;
        has_replacement_.store(true, std::memory_order_release);
    }
    bus_.wake();
}

void RuleEngine::take_replacement() {
    if (!has_replacement_.load(std::memory_order_acquire)) {
        return;
    }
    std::shared_ptr<const RuleSet> rules;
    std::uint64_t generation = 0;
    {
        const std::lock_guard lock(mutex_);
        rules = std::move(replacement_);
        generation = requested_generation_;
        has_replacement_.store(false, std::memory_order_release);
    }
    evaluator_.replace_rules(std::move(rules));
    generation_.store(generation, std::memory_order_release);
}

RuleTotals RuleEngine::totals() const {
    const std::lock_guard lock(mutex_);
    return totals_;
}

void RuleEngine::publish_totals() {
    const std::lock_guard lock(mutex_);
    totals_ = evaluator_.totals();
}

}  // namespace wee
