#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "sources/timer_options.h"

namespace wee {

/// The keys of a `timer`. Nothing when an error was found.
std::optional<TimerOptions> read_timer(TableReader& reader, const std::string& name);

}  // namespace wee
