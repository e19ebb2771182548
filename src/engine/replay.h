#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "actions/action_factory.h"
#include "actions/executor.h"
#include "base/clock.h"
#include "config/config.h"
#include "event/event_reader.h"
#include "os/http_client.h"
#include "os/process_launcher.h"
#include "script/script_service.h"
#include "sources/replay/replay_speed.h"
#include "telemetry/log.h"

namespace wee {

struct ReplayOptions {
    ExecutionMode mode = ExecutionMode::DryRun;
    ReplaySpeed speed{};
    BadLines bad_lines = BadLines::Stop;
};

/// What a replay works with. All must outlive it.
struct ReplayPorts {
    ProcessLauncher& launcher;
    Log& log;
    const Clock& clock;
    HttpClient& http;
    ScriptService* scripts = nullptr;  ///< Null: no rule has a script.
    MachinePorts machine{};
};

struct ReplayResult {
    std::uint64_t events = 0;  ///< Held against the rules.
    std::uint64_t bad_lines = 0;
    std::uint64_t matched = 0;                     ///< Two rules on one event are two.
    std::vector<std::uint64_t> matches_by_rule{};  ///< In the order of the configuration.
    ExecutorTotals runs{};
    std::chrono::nanoseconds duration{0};  ///< Reading, rules and, unless they run, runs.
    std::optional<std::string> problem{};  ///< Why the events were not read to their end.
};

/// Runs recorded events through the pipeline that the engine runs them through: bus (which waits, so nothing
/// is dropped), rule engine, executor. The configuration's sources are not started.
///
/// Reads on the calling thread, the rules have one of their own. Actions log what they did, in a dry run what
/// they would do. Returns when all is done, or soon after `stop` is requested.
ReplayResult replay(const Config& config, EventReader& events, const ReplayOptions& options,
                    const ReplayPorts& ports, const std::stop_token& stop);

}  // namespace wee
