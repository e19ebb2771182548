#pragma once

#include <cstdint>

#include "actions/executor.h"
#include "base/clock.h"
#include "event/event_bus.h"
#include "rules/rule_engine.h"
#include "telemetry/log.h"

namespace wee {

/// The hand-over from the rule engine to the executor. Lives on the rule engine's thread.
class RunDispatcher final : public MatchHandler {
public:
    RunDispatcher(Executor& executor, const EventBus& bus, const RuleSet& rules, Log& log, const Clock& clock)
        : executor_(executor), bus_(bus), rules_(rules), log_(log), clock_(clock) {}

    void on_match(const std::shared_ptr<const Event>& event, std::span<const RuleIndex> rules) override;
    /// Reports events that the bus dropped, at most once a second.
    void on_batch_processed() override;
    /// Reports what was dropped since the last report. Any thread, but not while the rule engine runs.
    void report_drops();

private:
    Executor& executor_;
    const EventBus& bus_;
    const RuleSet& rules_;
    Log& log_;
    const Clock& clock_;
    std::uint64_t reported_drops_ = 0;
    SteadyTime next_report_{};
};

}  // namespace wee
