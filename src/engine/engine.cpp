#include "engine/engine.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <system_error>
#include <utility>

#include "engine/announcements.h"

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

ExecutorPorts executor_ports(const EnginePorts& ports) {
    ExecutorPorts for_executor;
    for_executor.recorder = ports.recorder;
    return for_executor;
}

}  // namespace

Engine::Engine(Config config, ExecutionMode mode, const EnginePorts& ports)
    : ports_(ports),
      mode_(mode),
      options_(config.engine),
      configured_sources_(std::move(config.sources)),
      bus_(options_.event_buffer_size, options_.overflow_policy, ports.clock),
      feed_(bus_),
      emitter_(feed_, ports.clock),
      sources_(ports.sources, feed_, ports.log, ports.clock),
      executor_(ExecutorOptions{.mode = mode}, ports.log, ports.clock, executor_ports(ports)),
      generation_(make_rule_generation(config, action_ports())),
      dispatcher_(executor_, bus_, generation_, ports.log, ports.clock),
      rule_engine_(bus_, generation_.rules, dispatcher_, ports.clock) {
    configure_scripts(config);
    if (ports_.scripts != nullptr) {
        ports_.scripts->set_emitter(&emitter_);
    }
}

/// A dry run starts no host, because it runs no script.
void Engine::configure_scripts(const Config& config) {
    const auto runs_script = [](const RuleConfig& rule) {
        return rule.rule.enabled && std::ranges::any_of(rule.actions, [](const ActionConfig& action) {
                   return std::holds_alternative<ScriptActionOptions>(action.options);
               });
    };
    if (ports_.scripts != nullptr) {
        const bool expects_scripts =
            mode_ == ExecutionMode::Execute && std::ranges::any_of(config.rules, runs_script);
        ports_.scripts->configure({config.scripts, config.engine.http, config.engine.emit_depth_limit},
                                  expects_scripts);
    }
}

ActionPorts Engine::action_ports() {
    return {ports_.log, ports_.launcher, ports_.http, ports_.scripts, &emitter_, ports_.machine};
}

Engine::~Engine() {
    stop();
}

Result<void> Engine::start(const std::stop_token& stop) {
    try {
        rule_thread_ = std::jthread([this](const std::stop_token& token) { rule_engine_.run(token); });
    } catch (const std::system_error& failure) {
        return Error("the rule engine's thread cannot be started: " + failure.code().message() +
                     "; raise the limit with 'ulimit -u' or TasksMax= of the service's unit");
    }
    const SourceChanges changes = sources_.replace(configured_sources_, stop);
    if (stop.stop_requested()) {
        return {};
    }
    if (changes.started == 0 && !configured_sources_.empty()) {
        return Error("no source could be started, so nothing would ever happen; the log says why for each");
    }
    announce_ready(changes, generation_.rules->enabled_count(), ports_.log);
    return {};
}

void Engine::reload(Config config, const std::stop_token& stop) {
    report_options_for_next_start(config.engine);
    const std::size_t former_rules = generation_.executables.size();
    generation_ = make_rule_generation(config, action_ports(), generation_);
    configure_scripts(config);
    dispatcher_.prepare(generation_);
    // The rules first: what a new source sees is for the new rules.
    rule_engine_.replace_rules(generation_.rules);
    configured_sources_ = std::move(config.sources);
    const SourceChanges changes = sources_.replace(configured_sources_, stop);
    announce_reload(changes, {generation_.executables.size(), generation_.unchanged, former_rules},
                    ports_.log);
}

void Engine::report_options_for_next_start(const EngineOptions& options) {
    if (options.event_buffer_size == options_.event_buffer_size &&
        options.overflow_policy == options_.overflow_policy) {
        return;
    }
    ports_.log.warn("config_needs_restart",
                    "engine.event_buffer_size and engine.overflow_policy take effect when the engine is "
                    "started again; everything else of the new configuration does so now");
}

EngineSummary Engine::stop() {
    if (stopped_) {
        return summary();
    }
    stopped_ = true;
    sources_.stop();
    drain_rules();
    executor_.stop(kPatienceWithRuns);
    const EngineSummary books = summary();
    log_sources(sources_.statuses(), ports_.log);
    announce_summary(books, ports_.log);
    return books;
}

/// Lets the rules see what the sources have seen and other rules have emitted, for as long as there is patience.
void Engine::drain_rules() {
    std::stop_source out_of_time;
    const Deadline deadline(out_of_time, kPatienceWithRules);
    emitter_.close();
    feed_.finish(out_of_time.get_token());
    bus_.close();
    const std::stop_callback give_up(out_of_time.get_token(), [this] { rule_thread_.request_stop(); });
    if (rule_thread_.joinable()) {
        rule_thread_.join();
    }
    bus_.drop_waiting();
    dispatcher_.report_drops();
}

EngineSummary Engine::summary() const {
    const BusTotals bus = bus_.totals();
    const RuleTotals rules = rule_engine_.totals();
    const ExecutorTotals runs = executor_.totals();
    return {.generated = bus.generated,
            .processed = bus.processed,
            .dropped = bus.dropped,
            .matched = rules.matched,
            .held_back = rules.held_back + rules.throttled + rules.discarded,
            .suspended = rules.suspended_firings,
            .breaker_trips = rules.breaker_trips,
            .runs_left_out = runs.runs_skipped + runs.runs_cooled_down + runs.runs_replaced,
            .runs_dropped = runs.runs_dropped,
            .actions_succeeded = runs.actions_succeeded,
            .actions_failed = runs.actions_failed};
}

}  // namespace wee
