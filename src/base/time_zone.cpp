#include "base/time_zone.h"

#include <algorithm>

namespace wee {

std::chrono::sys_seconds first_instant_of(const TimeZone& zone, std::chrono::local_seconds local) {
    constexpr std::chrono::hours kLargestOffset{26};
    const std::chrono::sys_seconds as_if_utc{local.time_since_epoch()};
    ZonePeriod period = zone.period_at(as_if_utc - kLargestOffset);
    while (as_if_utc - period.offset >= period.end && period.end < TimeZone::kEnd) {
        period = zone.period_at(period.end);
    }
    return std::max(as_if_utc - period.offset, period.begin);
}

}  // namespace wee
