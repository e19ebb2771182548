#include "app/backends.h"

#include "app/platform_source_factory.h"
#include "sources/linux/desktop_window_watcher.h"
#include "sources/linux/inotify_file_watcher.h"
#include "sources/linux/window_backends.h"

namespace wee {

std::unique_ptr<SourceFactory> make_source_factory(Log& log, const Clock& clock,
                                                   const Environment& environment) {
    PlatformSources sources;
    sources.file_watcher = [&log, &clock, &environment](const FileWatcherOptions& options) {
        return make_inotify_file_watcher(options, log, clock, environment);
    };
    sources.window_watcher = [&log, &clock, &environment](const WindowWatcherOptions& options) {
        return make_desktop_window_watcher(options, log, clock, environment);
    };
    return std::make_unique<PlatformSourceFactory>(std::move(sources), log, clock);
}

std::vector<SourceKind> source_kinds_of_this_machine(const Environment& environment) {
    return {{"file_watcher", {{"inotify"}}},
            {"process_monitor"},
            {"window_watcher", window_watcher_availability(environment)},
            {"registry_monitor"},
            {"timer", {{""}}},
            {"replay", {{""}}}};
}

std::vector<std::string> program_arguments(int count, char** arguments) {
    return {arguments + 1, arguments + count};
}

}  // namespace wee
