#include "engine/run_dispatcher.h"

#include <chrono>
#include <string>

namespace wee {
namespace {

constexpr std::chrono::seconds kTimeBetweenDropReports{1};

/// "downloads 12, logs 3"
std::string sources_of(const BusTotals& totals) {
    std::string text;
    for (const auto& [source, dropped] : totals.dropped_by_source) {
        text += (text.empty() ? "" : ", ") + source + ' ' + std::to_string(dropped);
    }
    return text;
}

std::string mend_for(OverflowPolicy policy) {
    if (policy == OverflowPolicy::Block) {
        return "fewer events (a narrower pattern) or fewer rules help";
    }
    return "a larger engine.event_buffer_size or engine.overflow_policy = \"block\" keeps them";
}

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
    if (bus_.dropped() != reported_drops_ && clock_.steady_now() >= next_report_) {
        report_drops();
        next_report_ = clock_.steady_now() + kTimeBetweenDropReports;
    }
}

void RunDispatcher::report_drops() {
    const BusTotals totals = bus_.totals();
    const std::uint64_t fresh = totals.dropped - reported_drops_;
    if (fresh == 0) {
        return;
    }
    reported_drops_ = totals.dropped;
    const std::string sources = sources_of(totals);
    log_.warn("events_dropped",
              std::to_string(fresh) + " events were dropped because the rules did not keep up (in all: " +
                  sources + "); " + mend_for(bus_.policy()),
              {{"dropped", fresh}, {"dropped_in_all", totals.dropped}, {"by_source", sources}});
}

}  // namespace wee
