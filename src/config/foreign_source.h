#pragma once

#include <string>

#include "config/config.h"
#include "config/table_reader.h"

namespace wee {

enum class SourceType { FileWatcher, WindowWatcher, ProcessMonitor, RegistryMonitor, Timer, Replay };

/// A source that this build knows by name but has no backend for: its keys are checked, and it is warned of
/// when it is enabled. REQUIRES: neither FileWatcher nor Replay.
UnsupportedSourceOptions read_foreign_source(TableReader& reader, SourceType type, const std::string& name,
                                             bool enabled);

}  // namespace wee
