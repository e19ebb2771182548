#include "engine/run_dispatcher.h"

#include <cassert>
#include <chrono>
#include <string>
#include <utility>

#include "base/duration.h"
#include "base/text.h"

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

void RunDispatcher::prepare(RuleGeneration next) {
    const std::lock_guard lock(mutex_);
    prepared_.push_back(std::move(next));
}

void RunDispatcher::on_rules_replaced(const RuleSet& rules) {
    const std::lock_guard lock(mutex_);
    // A generation that was replaced before the rule engine came to it is passed over.
    while (!prepared_.empty() && current_.rules.get() != &rules) {
        current_ = std::move(prepared_.front());
        prepared_.pop_front();
    }
    assert(current_.rules.get() == &rules);
}

void RunDispatcher::on_fire([[maybe_unused]] const RuleSet& rules, Firing firing) {
    assert(current_.rules.get() == &rules);
    const std::shared_ptr<const ExecutableRule>& rule = current_.executables[firing.rule];
    if (log_.is_enabled(LogLevel::Debug)) {
        log_.debug("rule_matched",
                   "rule \"" + rule->name + "\" matches " + std::string(to_string(firing.event->kind)),
                   {{"rule", rule->name}, {"event_id", firing.event->id.to_string()}});
    }
    executor_.submit(Run{rule, std::move(firing.event), std::move(firing.key), firing.time});
}

void RunDispatcher::on_suspended(const Rule& rule, const Event& event, std::string_view key) {
    const BreakerOptions& breaker = rule.breaker;
    log_.warn("rule_suspended",
              "rule \"" + rule.name + "\" fired " + std::to_string(breaker.most) + " times within " +
                  format_duration(breaker.window) + " for \"" + to_display(key) + "\" and rests for " +
                  format_duration(breaker.pause) +
                  ": its own actions probably trigger it; narrow its trigger, or allow more with "
                  "breaker = { max, window, pause }",
              {{"rule", rule.name}, {"key", key}, {"event_id", event.id.to_string()}});
}

void RunDispatcher::on_resumed(const Rule& rule, std::string_view key, std::uint64_t held_back) {
    log_.info("rule_resumed",
              "rule \"" + rule.name + "\" works again for \"" + to_display(key) + "\"; " +
                  std::to_string(held_back) + " runs were left out meanwhile",
              {{"rule", rule.name}, {"key", key}, {"held_back", held_back}});
}

void RunDispatcher::on_discarded(const Rule& rule, std::size_t count) {
    log_.info("debounce_discarded",
              "rule \"" + rule.name + "\" ends or changes while it waits for quiet: " +
                  std::to_string(count) + " runs that were to come are left out",
              {{"rule", rule.name}, {"discarded", std::uint64_t{count}}});
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
