#pragma once

#include <cstddef>
#include <span>

#include "sources/processes/linux/boot_time.h"
#include "sources/processes/linux/user_names.h"
#include "sources/processes/process_tracker.h"

namespace wee {

/// Tells the tracker what one record of process_records.h says. Allocates nothing for what the tracker's
/// filter leaves out. A record of no known form is passed over.
void read_process_record(std::span<const std::byte> record, const BootTime& time, UserNames& users,
                         ProcessTracker& tracker);

}  // namespace wee
