#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "os/environment.h"
#include "sources/timers/timer_options.h"

namespace wee {

/// The keys of a `timer`. Nothing when an error was found. A time that has passed is a warning.
std::optional<TimerOptions> read_timer(TableReader& reader, const std::string& name,
                                       const Environment& environment);

}  // namespace wee
