#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "base/time_zone.h"
#include "sources/timers/cron_expression.h"

namespace wee {

/// When a cron line fires in a time zone.
///
/// Where the line names hours (`30 2 * * *`), each time that its calendar has fires once: one that the clocks
/// skip fires right after the gap (several fire together), one that they show twice fires at the first.
/// Otherwise (`*/10 * * * *`) it fires whenever the clocks show such a time, as often as that happens.
class CronSchedule {
public:
    CronSchedule(CronExpression expression, std::shared_ptr<const TimeZone> zone)
        : expression_(expression), zone_(std::move(zone)) {}

    /// The first instant after that one; nothing when there is none for decades.
    [[nodiscard]] std::optional<std::chrono::sys_seconds> next_after(std::chrono::sys_seconds instant) const;
    [[nodiscard]] const CronExpression& expression() const { return expression_; }

private:
    [[nodiscard]] std::chrono::seconds offset_before(const ZonePeriod& period) const;

    CronExpression expression_;
    std::shared_ptr<const TimeZone> zone_;
};

}  // namespace wee
