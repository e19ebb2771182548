#include "app/platform_source_factory.h"

#include <string>
#include <string_view>

#include "sources/replay/replay_source.h"
#include "sources/timers/timer_source.h"
#include "sources/unsupported_source.h"

namespace wee {
namespace {

template <typename Options>
std::unique_ptr<Source> make_with(const PlatformSources::Make<Options>& make, const Options& options,
                                  std::string_view type) {
    if (make) {
        return make(options);
    }
    std::string reason = "this build cannot run a ";
    reason.append(type).append(" on this system yet; set enabled = false for this source");
    return make_unsupported_source(options.name, std::move(reason));
}

/// Chooses by the type of the options.
struct SourceMaker {
    const PlatformSources& platform;
    Log& log;
    const Clock& clock;

    using Made = std::unique_ptr<Source>;
    Made operator()(const FileWatcherOptions& options) const {
        return make_with(platform.file_watcher, options, "file_watcher");
    }
    Made operator()(const WindowWatcherOptions& options) const {
        return make_with(platform.window_watcher, options, "window_watcher");
    }
    Made operator()(const ProcessMonitorOptions& options) const {
        return make_with(platform.process_monitor, options, "process_monitor");
    }
    Made operator()(const RegistryMonitorOptions& options) const {
        return make_with(platform.registry_monitor, options, "registry_monitor");
    }
    Made operator()(const TimerOptions& options) const {
        return make_timer_source(
            options, clock, platform.timer_alarm ? platform.timer_alarm() : make_portable_timer_alarm(clock));
    }
    Made operator()(const ReplaySourceOptions& options) const {
        return make_replay_source(options, log, clock);
    }
};

}  // namespace

std::unique_ptr<Source> PlatformSourceFactory::make_source(const SourceOptions& options) {
    return std::visit(SourceMaker{platform_, log_, clock_}, options);
}

}  // namespace wee
