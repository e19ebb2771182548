#pragma once

#include <memory>
#include <vector>

#include "base/clock.h"
#include "os/environment.h"
#include "sources/backend_availability.h"
#include "sources/registry/registry_monitor_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// Watches the desktop's settings (dconf, GSettings). What is set at the start is known and not reported. The
/// end of the session bus is reported as EventsLost; when it is back, so is what has changed meanwhile.
/// `log`, `clock` and `environment` must outlive the source.
std::unique_ptr<Source> make_dconf_monitor(RegistryMonitorOptions options, Log& log, const Clock& clock,
                                           const Environment& environment);

std::vector<BackendAvailability> registry_monitor_availability(const Environment& environment);

}  // namespace wee
