#pragma once

#include <functional>
#include <memory>

#include "engine/source_factory.h"

namespace wee {

/// Sources of the kinds that this platform has a backend for; the others' `start` fails and says so.
class PlatformSourceFactory final : public SourceFactory {
public:
    using MakeFileWatcher = std::function<std::unique_ptr<Source>(const FileWatcherOptions&)>;

    explicit PlatformSourceFactory(MakeFileWatcher make_file_watcher)
        : make_file_watcher_(std::move(make_file_watcher)) {}

    std::unique_ptr<Source> make_source(const SourceOptions& options) override;

private:
    MakeFileWatcher make_file_watcher_;
};

}  // namespace wee
