#pragma once

#include <string>

#include "actions/executor.h"
#include "config/config.h"
#include "engine/replay.h"

namespace wee {

/// What came of a replay. Pure functions.

/// Several lines for people: the books, and the rules that matched.
std::string report_to_people(const Config& config, const ReplayResult& result, ExecutionMode mode);

/// {"events", "bad_lines", "matched", "events_per_second", "seconds", "runs", "actions_succeeded",
/// "actions_failed", "rules": {name: matches}} on one line.
std::string report_to_programs(const Config& config, const ReplayResult& result);

}  // namespace wee
