#pragma once

#include <cstddef>
#include <vector>

#include "engine/engine_summary.h"
#include "engine/source_group.h"
#include "engine/source_status.h"
#include "telemetry/log.h"

namespace wee {

/// The lines that programs wait for, at every log level. Their events and fields are contracts.

/// `ready`: all sources watch.
void announce_ready(const SourceChanges& sources, std::size_t enabled_rules, Log& log);

struct RuleChanges {
    std::size_t rules = 0;
    std::size_t unchanged = 0;
    std::size_t before = 0;
};

/// `config_reloaded`: another configuration is in force.
void announce_reload(const SourceChanges& sources, const RuleChanges& rules, Log& log);

/// `source_summary`, a line at level info for each source: what came of it.
void log_sources(const std::vector<SourceStatus>& sources, Log& log);

/// `summary`: the engine has ended.
void announce_summary(const EngineSummary& summary, Log& log);

}  // namespace wee
