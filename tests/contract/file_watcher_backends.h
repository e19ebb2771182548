#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "os/environment.h"
#include "sources/files/file_watcher_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// What a backend sees of what happens.
enum class Sight {
    EveryStep,        ///< Each change, in its order.
    BetweenTwoLooks,  ///< What is different from one look at the disk to the next.
};

struct FileWatcherBackend {
    std::string name;
    Sight sight;
    std::function<std::unique_ptr<Source>(FileWatcherOptions, Log&, const Clock&, const Environment&)> make;
};

/// What this operating system has to watch files with.
std::vector<FileWatcherBackend> file_watcher_backends();

}  // namespace wee
