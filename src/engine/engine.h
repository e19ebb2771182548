#pragma once

#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "actions/executor.h"
#include "base/clock.h"
#include "config/config.h"
#include "engine/run_dispatcher.h"
#include "engine/source_factory.h"
#include "event/event_bus.h"
#include "event/event_feed.h"
#include "os/process_launcher.h"
#include "rules/rule_engine.h"
#include "telemetry/log.h"

namespace wee {

/// What the engine works with. All must outlive it.
struct EnginePorts {
    SourceFactory& sources;
    ProcessLauncher& launcher;
    Log& log;
    const Clock& clock;
};

/// The books of one engine's life. generated == processed + dropped, runs and actions included.
struct EngineSummary {
    std::uint64_t generated = 0;
    std::uint64_t processed = 0;
    std::uint64_t dropped = 0;
    std::uint64_t matched = 0;
    std::uint64_t actions_succeeded = 0;
    std::uint64_t actions_failed = 0;
    std::uint64_t runs_dropped = 0;
};

/// The pipeline: sources -> bus -> rule engine -> executor. Owns their threads and their order of starting
/// and stopping. Not synchronised: one thread constructs, starts and stops it.
class Engine {
public:
    Engine(const Config& config, ExecutionMode mode, const EnginePorts& ports);
    /// Stops, if `stop` was not called.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Starts everything and announces `ready` when all sources watch. A source that cannot start is logged
    /// and the others go on; fails when there are sources and none of them could start.
    Result<void> start();

    /// Ends within a second: sources first, then the events on their way, then the runs. Announces `summary`.
    EngineSummary stop();

private:
    std::size_t start_sources();
    void announce_ready(std::size_t started) const;
    void announce_summary(const EngineSummary& summary) const;
    void drain_rules();
    [[nodiscard]] EngineSummary summarize() const;

    EnginePorts ports_;
    EventBus bus_;
    EventFeed feed_;
    Executor executor_;
    RuleGeneration generation_;
    RunDispatcher dispatcher_;
    RuleEngine rule_engine_;
    std::vector<std::unique_ptr<Source>> sources_;
    std::jthread rule_thread_;
    bool stopped_ = false;
};

}  // namespace wee
