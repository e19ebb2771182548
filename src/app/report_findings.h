#pragma once

#include "config/config_loader.h"
#include "telemetry/log.h"

namespace wee {

/// A log line for each finding: `config_warning` or `config_error`, with file, line and column.
void log_finding(const Diagnostic& finding, Log& log);
void log_findings(const LoadedConfig& loaded, Log& log);

}  // namespace wee
