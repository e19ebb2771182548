#pragma once

#include <chrono>
#include <memory>

#include "base/clock.h"
#include "base/result.h"
#include "sources/processes/linux/process_feed.h"

namespace wee {

/// By looking at /proc every `interval`; the end of what is followed is seen at once (pidfd). Needs no rights.
/// `clock` must outlive the feed. Fails with a sentence where /proc is not mounted.
Result<std::unique_ptr<ProcessFeed>> open_polling_feed(std::chrono::milliseconds interval,
                                                       const Clock& clock);

}  // namespace wee
