// How long a glob takes for a path of 53 characters, by its form.
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "base/glob.h"
#include "bench/rules/workload.h"

namespace wee {
namespace {

void match_glob(benchmark::State& state, const char* pattern) {
    const Glob glob = Glob::parse(pattern).value();
    const Workload workload(0);
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(glob.matches(workload.paths[next++ % workload.paths.size()]));
    }
}
BENCHMARK_CAPTURE(match_glob, everything, "**");
BENCHMARK_CAPTURE(match_glob, extension, "**/*.json");
BENCHMARK_CAPTURE(match_glob, two_extensions, "**/*.{json,txt}");
BENCHMARK_CAPTURE(match_glob, name, "**/Makefile");
BENCHMARK_CAPTURE(match_glob, prefix, "**/report-*");
BENCHMARK_CAPTURE(match_glob, substring, "**/*-a01-*");
BENCHMARK_CAPTURE(match_glob, directory, "**/notes/*.txt");
BENCHMARK_CAPTURE(match_glob, below, "/home/someone/**");
BENCHMARK_CAPTURE(match_glob, simulated_seldom, "**/node_modules/**");
BENCHMARK_CAPTURE(match_glob, simulated, "**/projects/**/r[a-z]*.{json,txt}");
BENCHMARK_CAPTURE(match_glob, pathological, "**/*e*e*e*e*e*e*[xyz]");

}  // namespace
}  // namespace wee
