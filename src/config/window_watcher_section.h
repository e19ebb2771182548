#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "sources/desktop/window_watcher_options.h"

namespace wee {

/// The keys of a `window_watcher`. Nothing when an error was found.
std::optional<WindowWatcherOptions> read_window_watcher(TableReader& reader, const std::string& name);

}  // namespace wee
