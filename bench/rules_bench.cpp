// How long a rule set takes for an event, by the number of its rules, and a glob by its form. Paths are 53 characters
// long, patterns the usual mix; nothing matches often, as in life.
#include <array>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "base/glob.h"
#include "rules/rule_set.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

constexpr std::size_t kPathLength = 53;

std::string name_of(std::size_t number) {
    return "n" + std::to_string(number * 7919 % 100'003);
}

/// `*.ext`, `**/dir/*.ext`, names, prefixes, substrings in turn.
Trigger trigger_of(std::size_t number) {
    const std::string name = name_of(number);
    switch (number % 5) {
        case 0:
            return path_glob("*." + name);
        case 1:
            return path_glob("**/" + name + "/*.cpp", Subject::Part::FullPath);
        case 2:
            return path_glob(name + ".json");
        case 3:
            return path_glob(name + "-*");
        default:
            return path_glob("*-" + name + "-*");
    }
}

RuleSet rule_set_of(std::size_t count) {
    std::vector<Rule> rules;
    for (std::size_t i = 0; i < count; ++i) {
        rules.push_back({"rule " + std::to_string(i), true,
                         all_of({kinds({EventKind::FileCreated, EventKind::FileModified}), trigger_of(i)})});
    }
    return RuleSet(std::move(rules));
}

std::vector<Event> events_on_unseen_paths() {
    constexpr std::array kExtensions{".cpp", ".json", ".txt", ".log", ".h"};
    std::vector<Event> events;
    for (std::size_t i = 0; i < 1'024; ++i) {
        std::string end =
            "/" + name_of(i + 50'000) + "/report-" + name_of(i) + kExtensions[i % kExtensions.size()];
        std::string path = "/home/someone/projects/engine/source/";
        path.resize(kPathLength - end.size(), 'x');
        events.push_back(file_event(path + end));
    }
    return events;
}

void match_rule_set(benchmark::State& state) {
    const RuleSet rules = rule_set_of(static_cast<std::size_t>(state.range(0)));
    const std::vector<Event> events = events_on_unseen_paths();
    std::vector<RuleIndex> matches;
    std::size_t matched = 0;
    std::size_t next = 0;
    for (auto _ : state) {
        matches.clear();
        rules.match(events[next++ % events.size()], matches);
        matched += matches.size();
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["matches/event"] =
        benchmark::Counter(static_cast<double>(matched), benchmark::Counter::kAvgIterations);
}
BENCHMARK(match_rule_set)->Name("rule_set/match")->Arg(100)->Arg(1'000)->Arg(10'000);

void build_rule_set(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(rule_set_of(static_cast<std::size_t>(state.range(0))));
    }
}
BENCHMARK(build_rule_set)->Name("rule_set/build")->Arg(10'000)->Unit(benchmark::kMillisecond);

void match_glob(benchmark::State& state, const char* pattern) {
    const Glob glob = Glob::parse(pattern).value();
    const std::vector<Event> events = events_on_unseen_paths();
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(glob.matches(*events[next++ % events.size()].metadata.find(FieldId::Path)));
    }
}
BENCHMARK_CAPTURE(match_glob, everything, "**");
BENCHMARK_CAPTURE(match_glob, extension, "**/*.json");
BENCHMARK_CAPTURE(match_glob, two_extensions, "**/*.{json,txt}");
BENCHMARK_CAPTURE(match_glob, name, "**/Makefile");
BENCHMARK_CAPTURE(match_glob, prefix, "**/report-*");
BENCHMARK_CAPTURE(match_glob, substring, "**/*port-n1*");
BENCHMARK_CAPTURE(match_glob, directory, "**/engine/*.json");
BENCHMARK_CAPTURE(match_glob, below, "/home/someone/**");
BENCHMARK_CAPTURE(match_glob, simulated_seldom, "**/node_modules/**");
BENCHMARK_CAPTURE(match_glob, simulated, "**/engine/**/r[a-z]*.{json,txt}");
BENCHMARK_CAPTURE(match_glob, pathological, "**/*e*e*e*e*e*e*[xyz]");

}  // namespace
}  // namespace wee
