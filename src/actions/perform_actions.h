#pragma once

#include <cstdint>

#include "actions/action.h"
#include "base/clock.h"
#include "telemetry/log.h"

namespace wee {

/// How many of a run's actions ended in which way.
struct RunReport {
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0;  ///< Failed or stopped half-way.
};

/// Does the actions of one run in order, as each one's `on_error` says, with a log line for every result.
RunReport perform_actions(const ActionList& actions, const ActionContext& context, Log& log,
                          const Clock& clock);

/// Logs what `perform_actions` would do and does nothing.
void describe_actions(const ActionList& actions, const ActionContext& context, Log& log);

}  // namespace wee
