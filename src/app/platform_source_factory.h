#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"
#include "engine/source_factory.h"
#include "telemetry/log.h"

namespace wee {

/// Sources of the kinds that this platform has a backend for, or that need none; the others' `start` fails
/// and says so.
class PlatformSourceFactory final : public SourceFactory {
public:
    using MakeFileWatcher = std::function<std::unique_ptr<Source>(const FileWatcherOptions&)>;

    /// `log` and `clock` must outlive the factory and its sources.
    PlatformSourceFactory(MakeFileWatcher make_file_watcher, Log& log, const Clock& clock)
        : make_file_watcher_(std::move(make_file_watcher)), log_(log), clock_(clock) {}

    std::unique_ptr<Source> make_source(const SourceOptions& options) override;

private:
    MakeFileWatcher make_file_watcher_;
    Log& log_;
    const Clock& clock_;
};

}  // namespace wee
