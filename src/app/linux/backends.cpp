#include "app/backends.h"

#include "app/platform_source_factory.h"
#include "sources/linux/file_watcher.h"

namespace wee {

std::unique_ptr<SourceFactory> make_source_factory(Log& log, const Clock& clock,
                                                   const Environment& environment) {
    PlatformSources sources;
    sources.file_watcher = [&log, &clock, &environment](const FileWatcherOptions& options) {
        return make_file_watcher(options, log, clock, environment);
    };
    return std::make_unique<PlatformSourceFactory>(std::move(sources), log, clock);
}

std::vector<std::string> program_arguments(int count, char** arguments) {
    return {arguments + 1, arguments + count};
}

}  // namespace wee
