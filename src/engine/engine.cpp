#include "engine/engine.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "engine/rule_generation.h"

namespace wee {
namespace {

// With a source's 100 ms and a killed child's 500 ms these keep the engine's end under a second.
constexpr std::chrono::milliseconds kPatienceWithRules{150};
constexpr std::chrono::milliseconds kPatienceWithRuns{150};

/// Requests a stop when the time is up; destroying it earlier calls that off.
class Deadline {
public:
    Deadline(std::stop_source& target, std::chrono::milliseconds patience)
        : timer_([&target, patience](const std::stop_token& called_off) {
              std::mutex mutex;
              std::unique_lock lock(mutex);
              std::condition_variable_any().wait_for(lock, called_off, patience, [] { return false; });
              if (!called_off.stop_requested()) {
                  target.request_stop();
              }
          }) {}

private:
    std::jthread timer_;
};

}  // namespace

Engine::Engine(const Config& config, ExecutionMode mode, const EnginePorts& ports)
    : ports_(ports),
      bus_(config.engine.event_buffer_size, config.engine.overflow_policy, ports.clock),
      feed_(bus_),
      executor_(ExecutorOptions{.mode = mode}, ports.log, ports.clock),
      generation_(make_rule_generation(config, {ports.log, ports.launcher})),
      dispatcher_(executor_, bus_, generation_, ports.log, ports.clock),
      rule_engine_(bus_, generation_.rules, dispatcher_, ports.clock) {
    for (const SourceConfig& source : config.sources) {
        sources_.push_back(ports.sources.make_source(source.options));
    }
}

Engine::~Engine() {
    stop();
}

Result<void> Engine::start() {
    rule_thread_ = std::jthread([this](const std::stop_token& stop) { rule_engine_.run(stop); });
    const std::size_t started = start_sources();
    if (started == 0 && !sources_.empty()) {
        return Error("no source could be started, so nothing would ever happen; the log says why for each");
    }
    announce_ready(started);
    return {};
}

std::size_t Engine::start_sources() {
    std::size_t started = 0;
    for (const std::unique_ptr<Source>& source : sources_) {
        const Result<void> result = source->start(feed_);
        if (result) {
            ++started;
        } else {
            ports_.log.error(
                "source_failed",
                "source \"" + source->name() + "\" could not be started: " + result.error().message(),
                {{"source", source->name()}});
        }
    }
    return started;
}

void Engine::announce_ready(std::size_t started) const {
    const std::size_t enabled = generation_.rules->enabled_count();
    ports_.log.announce("ready",
                        "ready: watching with " + std::to_string(started) + " of " +
                            std::to_string(sources_.size()) + " sources, " + std::to_string(enabled) +
                            " rules (Ctrl-C ends)",
                        {{"sources", std::uint64_t{started}},
                         {"sources_failed", std::uint64_t{sources_.size() - started}},
                         {"rules", std::uint64_t{enabled}}});
}

EngineSummary Engine::stop() {
    if (stopped_) {
        return summarize();
    }
    stopped_ = true;
    std::ranges::for_each(sources_, [](const std::unique_ptr<Source>& source) { source->request_stop(); });
    std::ranges::for_each(sources_, [](const std::unique_ptr<Source>& source) { source->stop(); });
    drain_rules();
    executor_.stop(kPatienceWithRuns);
    const EngineSummary summary = summarize();
    announce_summary(summary);
    return summary;
}

/// Lets the rules see what the sources have seen, for as long as there is patience.
void Engine::drain_rules() {
    std::stop_source out_of_time;
    const Deadline deadline(out_of_time, kPatienceWithRules);
    feed_.finish(out_of_time.get_token());
    bus_.close();
    const std::stop_callback give_up(out_of_time.get_token(), [this] { rule_thread_.request_stop(); });
    if (rule_thread_.joinable()) {
        rule_thread_.join();
    }
    bus_.drop_waiting();
    dispatcher_.report_drops();
}

EngineSummary Engine::summarize() const {
    const BusTotals bus = bus_.totals();
    const ExecutorTotals runs = executor_.totals();
    return {bus.generated,          bus.processed,       bus.dropped,      rule_engine_.totals().matched,
            runs.actions_succeeded, runs.actions_failed, runs.runs_dropped};
}

void Engine::announce_summary(const EngineSummary& summary) const {
    ports_.log.announce("summary",
                        "summary: " + std::to_string(summary.generated) + " events generated, " +
                            std::to_string(summary.processed) + " processed, " +
                            std::to_string(summary.dropped) + " dropped; " + std::to_string(summary.matched) +
                            " rule matches; actions: " + std::to_string(summary.actions_succeeded) +
                            " succeeded, " + std::to_string(summary.actions_failed) + " failed; " +
                            std::to_string(summary.runs_dropped) + " runs dropped",
                        {{"generated", summary.generated},
                         {"processed", summary.processed},
                         {"dropped", summary.dropped},
                         {"matched", summary.matched},
                         {"actions_succeeded", summary.actions_succeeded},
                         {"actions_failed", summary.actions_failed},
                         {"runs_dropped", summary.runs_dropped}});
}

}  // namespace wee
