#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "os/environment.h"
#include "sources/files/file_watcher_options.h"
#include "sources/files/linux/inotify_queue.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// Watches files by inotify. `log`, `clock` and `environment` must outlive the source; any thread may call
/// them. `open_queue`: the way to the kernel; tests put limits and delays in front of it. `mounts`: the path
/// of the kernel's list of what is mounted.
///
/// Where the options say `Auto`, what inotify cannot see is polled: network drives, and what is beyond the
/// limit of watches. Each directory is watched once: roots that overlap report once, and links end there.
std::unique_ptr<Source> make_inotify_file_watcher(FileWatcherOptions options, Log& log, const Clock& clock,
                                                  const Environment& environment,
                                                  InotifyQueueFactory open_queue = open_inotify_queue,
                                                  std::string mounts = "/proc/self/mountinfo");

}  // namespace wee
