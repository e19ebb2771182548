#pragma once

#include <memory>

#include "sources/file_watcher_options.h"
#include "sources/source.h"

namespace wee {

/// Stands in until the backend for ReadDirectoryChangesW is there: `start` fails and says so.
std::unique_ptr<Source> make_unsupported_file_watcher(const FileWatcherOptions& options);

}  // namespace wee
