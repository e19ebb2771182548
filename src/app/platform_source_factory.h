#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"
#include "engine/source_factory.h"
#include "sources/timers/timer_alarm.h"
#include "telemetry/log.h"

namespace wee {

/// What this platform makes each kind of source with. An empty one: it has no backend for that kind.
struct PlatformSources {
    template <typename Options>
    using Make = std::function<std::unique_ptr<Source>(const Options&)>;

    Make<FileWatcherOptions> file_watcher{};
    Make<WindowWatcherOptions> window_watcher{};
    Make<ProcessMonitorOptions> process_monitor{};
    Make<RegistryMonitorOptions> registry_monitor{};
    /// What timers sleep with; empty: what works everywhere.
    std::function<std::unique_ptr<TimerAlarm>()> timer_alarm{};
};

/// Sources of the kinds that this platform has a backend for, or that need none; the others' `start` fails
/// and says so.
class PlatformSourceFactory final : public SourceFactory {
public:
    /// `log` and `clock` must outlive the factory and its sources.
    PlatformSourceFactory(PlatformSources platform, Log& log, const Clock& clock)
        : platform_(std::move(platform)), log_(log), clock_(clock) {}

    std::unique_ptr<Source> make_source(const SourceOptions& options) override;

private:
    const PlatformSources platform_;
    Log& log_;
    const Clock& clock_;
};

}  // namespace wee
