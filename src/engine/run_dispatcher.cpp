#include "engine/run_dispatcher.h"

#include <chrono>

namespace wee {
namespace {

constexpr std::chrono::seconds kTimeBetweenDropReports{1};

}  // namespace

void RunDispatcher::on_match(const std::shared_ptr<const Event>& event, std::span<const RuleIndex> rules) {
    for (const RuleIndex rule : rules) {
        if (log_.is_enabled(LogLevel::Debug)) {
            log_.debug(
                "rule_matched",
                "rule \"" + rules_.rule(rule).name + "\" matches " + std::string(to_string(event->kind)),
                {{"rule", rules_.rule(rule).name}, {"event_id", event->id.to_string()}});
        }
        executor_.submit(Run{rule, event});
    }
}

void RunDispatcher::on_batch_processed() {
    const std::uint64_t dropped = bus_.dropped();
    if (dropped == reported_drops_ || clock_.steady_now() < next_report_) {
        return;
    }
    log_.warn("events_dropped",
              std::to_string(dropped - reported_drops_) +
                  " events were dropped because the bus was full; a larger engine.event_buffer_size or "
                  "engine.overflow_policy = \"block\" keeps them",
              {{"dropped", dropped - reported_drops_}, {"dropped_in_all", dropped}});
    reported_drops_ = dropped;
    next_report_ = clock_.steady_now() + kTimeBetweenDropReports;
}

}  // namespace wee
