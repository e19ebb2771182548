#include "app/platform_source_factory.h"

#include "sources/replay_source.h"
#include "sources/unsupported_source.h"

namespace wee {

std::unique_ptr<Source> PlatformSourceFactory::make_source(const SourceOptions& options) {
    if (const auto* file_watcher = std::get_if<FileWatcherOptions>(&options)) {
        return make_file_watcher_(*file_watcher);
    }
    if (const auto* replay = std::get_if<ReplaySourceOptions>(&options)) {
        return make_replay_source(*replay, log_, clock_);
    }
    const auto& unsupported = std::get<UnsupportedSourceOptions>(options);
    return make_unsupported_source(unsupported.name, "this version has no source of type \"" +
                                                         unsupported.type +
                                                         "\" yet; remove it or say enabled = false");
}

}  // namespace wee
