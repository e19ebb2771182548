// Which rules does an event match? The compiled rule set beside Hyperscan, RE2::Set and loops, for 100 to
// 10,000 patterns on paths that none of them has seen; and what compiling them costs. Before anything is
// measured, all must find the same.
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/rules/path_matcher.h"

namespace wee {
namespace {

struct Peer {
    const char* name;
    std::unique_ptr<PathMatcher> (*make)(const Workload&);
    bool compiles;               ///< What it takes to make one is worth measuring.
    std::size_t checked_events;  ///< Of 10,000 rules: what is slow is compared on fewer.
};

const Peer kPeers[] = {
    {"wee", make_rule_set_matcher, true, 512},
#ifdef WEE_HAS_HYPERSCAN
    {"hyperscan", make_hyperscan_matcher, true, Workload::kEvents},
#endif
#ifdef WEE_HAS_RE2
    {"RE2::Set", make_re2_set_matcher, true, 64},
#endif
    {"trigger loop", make_trigger_loop_matcher, false, 512},
    {"fnmatch loop", make_fnmatch_matcher, false, 512},
};
constexpr std::size_t kRuleCounts[] = {100, 1'000, 10'000};

std::vector<RuleIndex> matches_of(PathMatcher& matcher, std::size_t event) {
    std::vector<RuleIndex> matches;
    matcher.match(event, matches);
    std::ranges::sort(matches);
    return matches;
}

/// All matchers of one number of rules, each made when it is first asked for.
class Contest {
public:
    explicit Contest(std::size_t rule_count) : workload_(rule_count) {}

    [[nodiscard]] const Workload& workload() const { return workload_; }

    /// Ends the program, with a line that says where, when it does not find what the rule set finds; the rule
    /// set is held against the loop over its triggers.
    PathMatcher& matcher_of(const Peer& peer) {
        std::unique_ptr<PathMatcher>& matcher = matchers_[peer.name];
        if (!matcher) {
            matcher = peer.make(workload_);
            const bool is_ours = peer.make == make_rule_set_matcher;
            const auto other = is_ours ? make_trigger_loop_matcher(workload_) : nullptr;
            compare(peer, *matcher, is_ours ? *other : matcher_of(kPeers[0]));
        }
        return *matcher;
    }

private:
    void compare(const Peer& peer, PathMatcher& matcher, PathMatcher& other) const {
        const std::size_t events =
            std::min(Workload::kEvents, peer.checked_events * 10'000 / workload_.patterns.size());
        for (std::size_t event = 0; event < events; ++event) {
            const auto actual = matches_of(matcher, event);
            const auto expected = matches_of(other, event);
            if (actual != expected) {
                std::cerr << peer.name << " finds " << actual.size() << " of " << workload_.patterns.size()
                          << " rules for " << workload_.paths[event] << ", another matcher "
                          << expected.size() << " or others\n";
                std::exit(1);
            }
        }
    }

    Workload workload_;
    std::map<std::string, std::unique_ptr<PathMatcher>> matchers_;
};

void match(benchmark::State& state, const Peer& peer, Contest& contest) {
    PathMatcher& matcher = contest.matcher_of(peer);
    std::vector<RuleIndex> matches;
    std::size_t matched = 0;
    std::size_t next = 0;
    for (auto _ : state) {
        if (next % Workload::kEvents == 0) {
            state.PauseTiming();
            matcher.forget();
            state.ResumeTiming();
        }
        matches.clear();
        matcher.match(next++ % Workload::kEvents, matches);
        matched += matches.size();
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["matches/event"] =
        benchmark::Counter(static_cast<double>(matched), benchmark::Counter::kAvgIterations);
}

std::size_t bytes_in_use() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// From patterns as text to what can match; with all that has to be kept for it.
void compile(benchmark::State& state, const Peer& peer, const Workload& workload) {
    std::size_t bytes = 0;
    for (auto _ : state) {
        const std::size_t before = bytes_in_use();
        const auto matcher = peer.make(workload);
        bytes = bytes_in_use() - before;
    }
    state.counters["bytes/rule"] = static_cast<double>(bytes) / static_cast<double>(workload.patterns.size());
}

void register_benchmarks() {
    for (const std::size_t count : kRuleCounts) {
        const auto contest = std::make_shared<Contest>(count);
        for (const Peer& peer : kPeers) {
            const std::string end = std::string(peer.name) + "/" + std::to_string(count);
            const auto measure_match = [&peer, contest](benchmark::State& state) {
                match(state, peer, *contest);
            };
            const auto measure_compile = [&peer, contest](benchmark::State& state) {
                compile(state, peer, contest->workload());
            };
            benchmark::RegisterBenchmark(("match/" + end).c_str(), measure_match);
            if (peer.compiles) {
                benchmark::RegisterBenchmark(("compile/" + end).c_str(), measure_compile)
                    ->Unit(benchmark::kMillisecond)
                    ->Iterations(1);
            }
        }
    }
}

}  // namespace
}  // namespace wee

int main(int argument_count, char** arguments) {
    benchmark::Initialize(&argument_count, arguments);
    if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) {
        return 1;
    }
    wee::register_benchmarks();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
