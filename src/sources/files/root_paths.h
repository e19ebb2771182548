#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "os/environment.h"
#include "sources/files/file_watcher_options.h"
#include "telemetry/log.h"

namespace wee {

/// The absolute paths that the options name now, sorted (so a directory comes before what lies in it), each
/// once. A path that cannot be expanded or a wildcard that matches nothing is a warning in the log. Fails
/// when there is no path at all, or none of them could be expanded.
Result<std::vector<std::string>> expand_root_paths(const FileWatcherOptions& options,
                                                   const Environment& environment, Log& log);

}  // namespace wee
