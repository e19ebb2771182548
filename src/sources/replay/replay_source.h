#pragma once

#include <memory>

#include "base/clock.h"
#include "sources/replay/replay_source_options.h"
#include "sources/source.h"
#include "telemetry/log.h"

namespace wee {

/// Emits recorded events once, as they are: with the ids, time stamps and source names that they were
/// recorded with. At the end of the file it says so in the log and stays quiet.
///
/// `start` fails for what is no readable regular file. A line that is no event is logged and passed over.
/// `log` and `clock` must outlive the source.
std::unique_ptr<Source> make_replay_source(ReplaySourceOptions options, Log& log, const Clock& clock);

}  // namespace wee
