#pragma once

#include <memory>
#include <vector>

#include "base/clock.h"
#include "os/environment.h"
#include "sources/backend_availability.h"
#include "sources/files/file_watcher_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// The file watcher with the backend that the options ask for. `log`, `clock` and `environment` must outlive
/// the source; any thread may call them.
std::unique_ptr<Source> make_file_watcher(FileWatcherOptions options, Log& log, const Clock& clock,
                                          const Environment& environment);

/// What this machine lets us watch files with.
std::vector<BackendAvailability> file_watcher_availability();

}  // namespace wee
