#include "app/replay_report.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace wee {
namespace {

double seconds_of(const ReplayResult& result) {
    return std::chrono::duration<double>(result.duration).count();
}

std::uint64_t events_per_second(const ReplayResult& result) {
    const double seconds = seconds_of(result);
    return seconds > 0 ? static_cast<std::uint64_t>(std::llround(double(result.events) / seconds)) : 0;
}

std::string count_of(std::uint64_t count, const std::string& one, const std::string& several) {
    return std::to_string(count) + ' ' + (count == 1 ? one : several);
}

std::string seconds_text(double seconds) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", seconds);
    return text.data();
}

std::string runs_text(const ExecutorTotals& runs, ExecutionMode mode) {
    if (mode == ExecutionMode::DryRun) {
        return count_of(runs.runs_finished, "run", "runs") + " (dry: nothing was executed)";
    }
    return count_of(runs.runs_finished, "run", "runs") +
           ", actions: " + std::to_string(runs.actions_succeeded) + " succeeded, " +
           std::to_string(runs.actions_failed) + " failed";
}

}  // namespace

std::string report_to_people(const Config& config, const ReplayResult& result, ExecutionMode mode) {
    std::string text = count_of(result.events, "event", "events") + ", " +
                       count_of(result.matched, "match", "matches") + ", " + runs_text(result.runs, mode);
    if (result.bad_lines > 0) {
        text += ", " + count_of(result.bad_lines, "bad line", "bad lines");
    }
    text += '\n';
    std::size_t silent = 0;
    for (std::size_t i = 0; i < config.rules.size(); ++i) {
        const std::uint64_t count = result.matches_by_rule[i];
        if (count > 0) {
            text += "  " + quote_for_display(config.rules[i].rule.name) + ": " + std::to_string(count) + '\n';
        }
        silent += count == 0 ? 1 : 0;
    }
    if (silent > 0) {
        text += "  " + count_of(silent, "rule", "rules") + " matched nothing\n";
    }
    return text + seconds_text(seconds_of(result)) + " s, " + std::to_string(events_per_second(result)) +
           " events/s\n";
}

std::string report_to_programs(const Config& config, const ReplayResult& result) {
    nlohmann::ordered_json rules = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < config.rules.size(); ++i) {
        rules[to_valid_utf8(config.rules[i].rule.name)] = result.matches_by_rule[i];
    }
    const nlohmann::ordered_json report = {{"events", result.events},
                                           {"bad_lines", result.bad_lines},
                                           {"matched", result.matched},
                                           {"events_per_second", events_per_second(result)},
                                           {"seconds", seconds_of(result)},
                                           {"runs", result.runs.runs_finished},
                                           {"actions_succeeded", result.runs.actions_succeeded},
                                           {"actions_failed", result.runs.actions_failed},
                                           {"rules", std::move(rules)}};
    return report.dump() + '\n';
}

}  // namespace wee
