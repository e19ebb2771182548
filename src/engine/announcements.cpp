#include "engine/announcements.h"

#include <string>

namespace wee {
namespace {

std::string counted(std::uint64_t count, std::string_view what) {
    return std::to_string(count).append(1, ' ').append(what);
}

}  // namespace

void announce_ready(const SourceChanges& sources, std::size_t enabled_rules, Log& log) {
    log.announce("ready",
                 "ready: watching with " + std::to_string(sources.started) + " of " +
                     std::to_string(sources.started + sources.failed) + " sources, " +
                     std::to_string(enabled_rules) + " rules (Ctrl-C ends)",
                 {{"sources", std::uint64_t{sources.started}},
                  {"sources_failed", std::uint64_t{sources.failed}},
                  {"rules", std::uint64_t{enabled_rules}}});
}

void announce_reload(const SourceChanges& sources, const RuleChanges& rules, Log& log) {
    log.announce("config_reloaded",
                 "configuration reloaded: rules: " + counted(rules.unchanged, "as before, ") +
                     counted(rules.rules - rules.unchanged, "new or changed, ") +
                     counted(rules.before - rules.unchanged, "gone or replaced; sources: ") +
                     counted(sources.kept, "go on, ") + counted(sources.started, "started, ") +
                     counted(sources.stopped, "stopped, ") + counted(sources.failed, "failed"),
                 {{"rules", std::uint64_t{rules.rules}},
                  {"rules_unchanged", std::uint64_t{rules.unchanged}},
                  {"sources_kept", std::uint64_t{sources.kept}},
                  {"sources_started", std::uint64_t{sources.started}},
                  {"sources_stopped", std::uint64_t{sources.stopped}},
                  {"sources_failed", std::uint64_t{sources.failed}}});
}

void log_sources(const std::vector<SourceStatus>& sources, Log& log) {
    for (const SourceStatus& source : sources) {
        const bool runs = source.state == SourceState::Running;
        log.info("source_summary",
                 "source \"" + source.name + "\": " +
                     (runs ? counted(source.events, "events, ") + counted(source.losses, "losses")
                           : "was never started: " + source.reason),
                 {{"source", source.name},
                  {"type", source.type},
                  {"backend", source.backend},
                  {"state", to_string(source.state)},
                  {"events", source.events},
                  {"losses", source.losses},
                  {"failed_starts", std::uint64_t{source.failed_starts}}});
    }
}

void announce_summary(const EngineSummary& summary, Log& log) {
    log.announce(
        "summary",
        "summary: " + counted(summary.generated, "events generated, ") +
            counted(summary.processed, "processed, ") + counted(summary.dropped, "dropped; ") +
            counted(summary.matched, "rule matches, ") + counted(summary.held_back, "held back, ") +
            counted(summary.suspended, "suspended; ") + counted(summary.runs_left_out, "runs left out, ") +
            counted(summary.runs_dropped, "dropped; actions: ") +
            counted(summary.actions_succeeded, "succeeded, ") + counted(summary.actions_failed, "failed"),
        {{"generated", summary.generated},
         {"processed", summary.processed},
         {"dropped", summary.dropped},
         {"matched", summary.matched},
         {"held_back", summary.held_back},
         {"suspended", summary.suspended},
         {"breaker_trips", summary.breaker_trips},
         {"runs_left_out", summary.runs_left_out},
         {"runs_dropped", summary.runs_dropped},
         {"actions_succeeded", summary.actions_succeeded},
         {"actions_failed", summary.actions_failed}});
}

}  // namespace wee
