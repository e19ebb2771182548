#pragma once

#include <cstdint>
#include <deque>
#include <mutex>

#include "actions/executor.h"
#include "base/clock.h"
#include "engine/rule_generation.h"
#include "event/event_bus.h"
#include "rules/rule_engine.h"
#include "telemetry/log.h"

namespace wee {

/// The hand-over from the rule engine to the executor. Lives on the rule engine's thread.
class RunDispatcher final : public FiringHandler {
public:
    RunDispatcher(Executor& executor, const EventBus& bus, RuleGeneration first, Log& log, const Clock& clock)
        : executor_(executor), bus_(bus), log_(log), clock_(clock), current_(std::move(first)) {}

    /// To be called before the rule engine is given the generation's rule set. Any thread.
    void prepare(RuleGeneration next);

    void on_fire(const RuleSet& rules, Firing firing) override;
    void on_rules_replaced(const RuleSet& rules) override;
    void on_suspended(const Rule& rule, const Event& event, std::string_view key) override;
    void on_resumed(const Rule& rule, std::string_view key, std::uint64_t held_back) override;
    void on_discarded(const Rule& rule, std::size_t count) override;
    /// Reports events that the bus dropped, at most once a second.
    void on_batch_processed() override;
    /// Reports what was dropped since the last report. Any thread, but not while the rule engine runs.
    void report_drops();

private:
    Executor& executor_;
    const EventBus& bus_;
    Log& log_;
    const Clock& clock_;
    RuleGeneration current_;
    std::mutex mutex_;
    std::deque<RuleGeneration> prepared_;
    std::uint64_t reported_drops_ = 0;
    SteadyTime next_report_{};
};

}  // namespace wee
