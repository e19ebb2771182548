#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <thread>
#include <vector>

#include "actions/action_factory.h"
#include "actions/executor.h"
#include "base/clock.h"
#include "config/config.h"
#include "engine/engine_summary.h"
#include "engine/rule_emitter.h"
#include "engine/rule_generation.h"
#include "engine/run_dispatcher.h"
#include "engine/source_factory.h"
#include "engine/source_group.h"
#include "event/event_bus.h"
#include "event/event_feed.h"
#include "os/http_client.h"
#include "os/process_launcher.h"
#include "rules/rule_engine.h"
#include "script/script_service.h"
#include "telemetry/log.h"

namespace wee {

/// What the engine works with. All must outlive it.
struct EnginePorts {
    SourceFactory& sources;
    ProcessLauncher& launcher;
    Log& log;
    const Clock& clock;
    HttpClient& http;
    ScriptService* scripts = nullptr;  ///< Null: no rule has a script.
    MachinePorts machine{};
    RunRecorder* recorder = nullptr;  ///< Null: what came of actions is in the log only.
};

/// The pipeline: sources -> bus -> rule engine -> executor. Owns their threads and their order of starting
/// and stopping. Not synchronised: one thread constructs, starts and stops it.
class Engine {
public:
    Engine(Config config, ExecutionMode mode, const EnginePorts& ports);
    /// Stops, if `stop` was not called.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Starts everything and announces `ready` when all sources watch. A source that cannot start is logged
    /// and the others go on; fails when there are sources and none of them could start. When `stop` is
    /// requested meanwhile, it returns soon and announces nothing; call `stop` then.
    Result<void> start(const std::stop_token& stop = {});

    /// Puts another configuration in force and announces `config_reloaded`. Rules and sources that say what
    /// they said before go on untouched: watches, timers, queues and counters included. Each event is held
    /// against the old rules or the new ones, never against some of both; runs that wait keep the actions
    /// that they were accepted with. After `start`.
    void reload(Config config, const std::stop_token& stop = {});

    /// Ends within a second: sources first, then the events on their way, then the runs. Announces `summary`.
    EngineSummary stop();

    /// The books so far; they balance exactly when the engine has stopped.
    [[nodiscard]] EngineSummary summary() const;

private:
    void configure_scripts(const Config& config);
    [[nodiscard]] ActionPorts action_ports();
    void report_options_for_next_start(const EngineOptions& options);
    void drain_rules();

    EnginePorts ports_;
    const ExecutionMode mode_;
    const EngineOptions options_;
    std::vector<SourceConfig> configured_sources_;
    EventBus bus_;
    EventFeed feed_;
    RuleEmitter emitter_;
    SourceGroup sources_;
    Executor executor_;
    RuleGeneration generation_;
    RunDispatcher dispatcher_;
    RuleEngine rule_engine_;
    std::jthread rule_thread_;
    bool stopped_ = false;
};

}  // namespace wee
