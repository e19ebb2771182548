// From the creation of a file to the rule that matches it: a real file, the kernel's queue, the file watcher,
// the bus and the rule engine, each on its thread. One file at a time, a millisecond apart, on tmpfs where
// there is one. Reports percentiles; the mean is what Google Benchmark shows as time.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "event/event_bus.h"
#include "event/event_feed.h"
#include "rules/rule_engine.h"
#include "sources/files/linux/file_watcher.h"
#include "tests/support/fake_environment.h"
#include "tests/support/recording_log.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

constexpr std::chrono::milliseconds kBetweenFiles{1};

const SystemClock clock;

/// Notes when a rule matched, and wakes who waits for it. Waiting sleeps at once: an atomic's wait spins first,
/// and takes a core from what is measured.
class MatchTime final : public FiringHandler {
public:
    void on_fire(const RuleSet&, Firing) override {
        const std::lock_guard lock(mutex_);
        matched_at_ = clock.steady_now();
        ++matches_;
        matched_.notify_one();
    }
    SteadyTime wait_for(std::uint32_t matches) {
        std::unique_lock lock(mutex_);
        matched_.wait(lock, [&] { return matches_ >= matches; });
        return matched_at_;
    }

private:
    std::mutex mutex_;
    std::condition_variable matched_;
    SteadyTime matched_at_{};
    std::uint32_t matches_ = 0;
};

std::filesystem::path fast_directory() {
    std::error_code error;
    return std::filesystem::is_directory("/dev/shm", error) ? "/dev/shm"
                                                            : std::filesystem::temp_directory_path();
}

void create(const std::string& path) {
    ::close(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
}

double microseconds_at(const std::vector<std::chrono::nanoseconds>& ordered, std::size_t percent) {
    return static_cast<double>(ordered[(ordered.size() - 1) * percent / 100].count()) / 1e3;
}

void report(benchmark::State& state, std::vector<std::chrono::nanoseconds> latencies) {
    std::ranges::sort(latencies);
    state.counters["p50_us"] = microseconds_at(latencies, 50);
    state.counters["p99_us"] = microseconds_at(latencies, 99);
}

void create_until_matched(benchmark::State& state) {
    const TemporaryDirectory directory(fast_directory());
    FakeEnvironment environment;
    RecordingLog log;
    log.set_level(LogLevel::Off);
    FileWatcherOptions options;
    options.name = "bench";
    options.paths = {directory.text()};
    const auto rules = std::make_shared<const RuleSet>(
        std::vector<Rule>{{"new", true, all_of({kinds({EventKind::FileCreated}), path_glob("*.txt")})}});
    MatchTime match;
    EventBus bus(65'536, OverflowPolicy::DropOldest, clock);
    EventFeed feed(bus);
    RuleEngine engine(bus, rules, match, clock);
    const std::jthread rule_thread([&engine](const std::stop_token& stop) { engine.run(stop); });
    const std::unique_ptr<Source> source = make_file_watcher(options, log, clock, environment);
    if (!source->start(feed)) {
        state.SkipWithError("the file watcher does not start");
        return;
    }
    std::vector<std::chrono::nanoseconds> latencies;
    for (auto _ : state) {
        std::this_thread::sleep_for(kBetweenFiles);
        const std::string path = directory.file(std::to_string(latencies.size()) + ".txt");
        const SteadyTime start = clock.steady_now();
        create(path);
        latencies.push_back(match.wait_for(static_cast<std::uint32_t>(latencies.size()) + 1) - start);
        state.SetIterationTime(std::chrono::duration<double>(latencies.back()).count());
    }
    source->stop();
    report(state, std::move(latencies));
}
BENCHMARK(create_until_matched)->Name("latency/create_to_match")->UseManualTime()->Iterations(5000);

}  // namespace
}  // namespace wee
