#pragma once

#include <memory>

#include "base/clock.h"
#include "base/result.h"
#include "sources/processes/linux/process_feed.h"
#include "sources/processes/linux/user_names.h"

namespace wee {

/// By the kernel's process connector: every fork, exec and exit; names and arguments are read from /proc, if
/// the process still lives. `clock` and `users` must outlive the feed. Fails with a sentence.
Result<std::unique_ptr<ProcessFeed>> open_netlink_feed(const Clock& clock, UserNames& users);

}  // namespace wee
