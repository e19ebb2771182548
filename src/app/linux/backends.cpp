#include "app/backends.h"

#include "app/platform_source_factory.h"
#include "sources/desktop/linux/desktop_window_watcher.h"
#include "sources/desktop/linux/window_backends.h"
#include "sources/files/linux/file_watcher.h"
#include "sources/processes/linux/linux_process_monitor.h"
#include "sources/processes/linux/process_backends.h"
#include "sources/registry/linux/dconf_monitor.h"
#include "sources/timers/linux/timerfd_alarm.h"

namespace wee {

std::unique_ptr<SourceFactory> make_source_factory(Log& log, const Clock& clock,
                                                   const Environment& environment) {
    PlatformSources sources;
    sources.file_watcher = [&log, &clock, &environment](const FileWatcherOptions& options) {
        return make_file_watcher(options, log, clock, environment);
    };
    sources.process_monitor = [&log, &clock](const ProcessMonitorOptions& options) {
        return make_process_monitor(options, log, clock);
    };
    sources.window_watcher = [&log, &clock, &environment](const WindowWatcherOptions& options) {
        return make_desktop_window_watcher(options, log, clock, environment);
    };
    sources.registry_monitor = [&log, &clock, &environment](const RegistryMonitorOptions& options) {
        return make_dconf_monitor(options, log, clock, environment);
    };
    sources.timer_alarm = make_timerfd_alarm;
    return std::make_unique<PlatformSourceFactory>(std::move(sources), log, clock);
}

std::vector<SourceKind> source_kinds_of_this_machine(const Environment& environment) {
    return {{"file_watcher", file_watcher_availability()},
            {"process_monitor", process_monitor_availability()},
            {"window_watcher", window_watcher_availability(environment)},
            {"registry_monitor", registry_monitor_availability(environment)},
            {"timer", {{""}}},
            {"replay", {{""}}}};
}

std::vector<std::string> program_arguments(int count, char** arguments) {
    return {arguments + 1, arguments + count};
}

}  // namespace wee
