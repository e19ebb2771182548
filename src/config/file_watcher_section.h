#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "os/environment.h"
#include "sources/files/file_watcher_options.h"

namespace wee {

/// The keys of a `file_watcher`. Nothing when an error was found.
std::optional<FileWatcherOptions> read_file_watcher(TableReader& reader, const std::string& name,
                                                    const Environment& environment);

}  // namespace wee
