#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "os/environment.h"
#include "sources/replay/replay_source_options.h"

namespace wee {

/// The keys of a source of type "replay"; nothing when an error was found.
std::optional<ReplaySourceOptions> read_replay(TableReader& reader, const std::string& name,
                                               const Environment& environment);

}  // namespace wee
