#pragma once

#include <memory>

#include "base/clock.h"
#include "os/environment.h"
#include "sources/file_watcher_options.h"
#include "sources/linux/inotify_queue.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// Watches files by inotify. `log`, `clock` and `environment` must outlive the source; any thread may call
/// them. `open_queue`: the way to the kernel; tests put limits and delays in front of it.
///
/// Reported are files, not directories; links are files and are not followed, except the roots themselves. At
/// most one file-system path leads to a file's events: roots that overlap report once.
std::unique_ptr<Source> make_inotify_file_watcher(FileWatcherOptions options, Log& log, const Clock& clock,
                                                  const Environment& environment,
                                                  InotifyQueueFactory open_queue = open_inotify_queue);

}  // namespace wee
