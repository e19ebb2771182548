#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "base/clock.h"
#include "script/host/linux/host_process_starter.h"
#include "script/host/script_hosts.h"
#include "telemetry/log.h"

// One host process of the real binary, from the call in the engine to the outcome.

namespace wee {
namespace {

/// Notes when the script's first call came: by then it runs.
class StartingCalls final : public ScriptCalls {
public:
    Result<ScriptValue> call(std::string_view /*function*/, const ScriptList& /*arguments*/) override {
        return ScriptValue();
    }
    void log(LogLevel /*level*/, std::string_view /*line*/) override {
        started = std::chrono::steady_clock::now();
    }
    SteadyTime started{};
};

ScriptRequest request_for(const std::string& body) {
    const ScriptSource source{"bench.lua", "function on_event(event) " + body + " end", body};
    Event event = make_event(EventKind::FileCreated, "files", SystemClock().wall_now());
    event.metadata.set(FieldId::Path, "/home/user/documents/report.pdf");
    return {std::make_shared<const ScriptSource>(source), "on_event", std::move(event), {}};
}

class Bench {
public:
    explicit Bench(const std::string& body)
        : log_(make_stdout_log(LogLevel::Error, LogFormat::Text)), request_(request_for(body)) {}

    ScriptRun run() {
        ScriptTime time;
        return hosts_.run(request_, calls_, time, {});
    }
    StartingCalls& calls() { return calls_; }

private:
    HostProcessStarter starter_{WEE_BINARY, {"script-host"}};
    std::unique_ptr<Log> log_;
    SystemClock clock_;
    ScriptHosts hosts_{starter_, *log_, clock_};
    StartingCalls calls_;
    ScriptRequest request_;
};

void run_scripts(benchmark::State& state) {
    Bench bench("return { success = true, message = event.metadata.path }");
    for (auto _ : state) {
        if (!bench.run().outcome.succeeded) {
            state.SkipWithError("the script failed");
            return;
        }
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(run_scripts)->UseRealTime();

/// From the call in the engine to the script's first line in the engine's hands: more than its start.
void start_scripts(benchmark::State& state) {
    Bench bench("log.info('x') return { success = true }");
    std::vector<double> delays;
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        bench.run();
        delays.push_back(std::chrono::duration<double, std::micro>(bench.calls().started - begin).count());
    }
    std::ranges::sort(delays);
    state.counters["p50_us"] = delays[delays.size() / 2];
    state.counters["p99_us"] = delays[delays.size() * 99 / 100];
}
BENCHMARK(start_scripts)->UseRealTime();

}  // namespace
}  // namespace wee
