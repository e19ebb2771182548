#pragma once

#include <memory>

#include "base/clock.h"
#include "os/environment.h"
#include "sources/files/directory_lister.h"
#include "sources/files/file_watcher_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// Watches files by reading their directories again and again (sources/files/file_poller.h). It sees what lasts
/// from one look to another: what comes and goes between two is not reported, and several changes are one.
/// `log`, `clock` and `environment` must outlive the source; any thread may call them.
std::unique_ptr<Source> make_polling_file_watcher(FileWatcherOptions options,
                                                  std::shared_ptr<const DirectoryLister> lister, Log& log,
                                                  const Clock& clock, const Environment& environment);

}  // namespace wee
