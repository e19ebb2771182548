#pragma once

#include <cstdint>
#include <stop_token>

#include "actions/retry.h"
#include "actions/run.h"
#include "actions/run_recorder.h"
#include "base/clock.h"
#include "telemetry/log.h"

namespace wee {

/// What runs of actions work with. All must outlive the call.
struct PerformPorts {
    Log& log;
    const Clock& clock;
    const Pause& pause;
    const Chance& chance;
    /// A run that is stopped before the engine is makes room for a newer one: no failure to complain about.
    const std::stop_token& engine_stop;
    RunRecorder* recorder = nullptr;  ///< Null: nobody wants to know.
};

/// How many of a run's actions ended in which way.
struct RunReport {
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0;
    std::uint64_t stopped = 0;  ///< Half-way, or while it waited to be tried again: at most one.
    std::uint64_t retried = 0;  ///< Attempts after the first ones.
};

/// Does the rule's actions in order, each as its `retry` and `on_error` say, with a log line for every result.
/// What an action answers is there for those behind it. `stop` makes it give up within 500 ms.
RunReport perform_actions(const ExecutableRule& rule, const Event& event, const std::stop_token& stop,
                          const PerformPorts& ports);

/// Logs what `perform_actions` would do and does nothing.
void describe_actions(const ExecutableRule& rule, const Event& event, Log& log);

}  // namespace wee
