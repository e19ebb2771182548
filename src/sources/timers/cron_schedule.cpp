#include "sources/timers/cron_schedule.h"

#include <algorithm>

namespace wee {
namespace {

using std::chrono::local_seconds;
using std::chrono::seconds;
using std::chrono::sys_seconds;

local_seconds local_time(sys_seconds instant, seconds offset) {
    return local_seconds{instant.time_since_epoch() + offset};
}

}  // namespace

seconds CronSchedule::offset_before(const ZonePeriod& period) const {
    const bool is_first = period.begin <= TimeZone::kBeginning;
    return is_first ? period.offset : zone_->period_at(period.begin - seconds{1}).offset;
}

std::optional<sys_seconds> CronSchedule::next_after(sys_seconds instant) const {
    constexpr int kPeriodsSearched = 1000;
    sys_seconds from = instant + seconds{1};
    for (int count = 0; count < kPeriodsSearched && from < TimeZone::kEnd; ++count) {
        const ZonePeriod period = zone_->period_at(from);
        local_seconds first = local_time(from, period.offset);
        if (expression_.names_hours()) {
            const local_seconds reached = local_time(period.begin, offset_before(period));
            const std::optional<local_seconds> skipped =
                from == period.begin ? expression_.next(reached) : std::nullopt;
            if (skipped && *skipped < first) {
                return from;
            }
            first = std::max(first, reached);  // what lies before it was shown before the clocks went back
        }
        const std::optional<local_seconds> found = expression_.next(first);
        if (!found) {
            return std::nullopt;
        }
        const sys_seconds at{found->time_since_epoch() - period.offset};
        if (at < period.end) {
            return at;
        }
        from = period.end;
    }
    return std::nullopt;
}

}  // namespace wee
