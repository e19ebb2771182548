#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "base/time_zone.h"
#include "os/environment.h"

namespace wee {

/// The zone of that name ("Europe/Berlin", "UTC"), as the system's data have it now; "local" is the machine's
/// own, the variable TZ first. Fails with a sentence for a name that the system does not know.
Result<std::shared_ptr<const TimeZone>> find_time_zone(const std::string& name,
                                                       const Environment& environment);

}  // namespace wee
