#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace wee {

/// A line of cron: which minutes of a calendar it means. A plain value.
class CronExpression {
public:
    /// Five fields (minute, hour, day of month, month, day of week) with lists, ranges, steps and names, or
    /// @hourly and the like. Fails with the field's name, the column and what to write instead; also for what
    /// no calendar has (the 30th of February).
    static Result<CronExpression> parse(std::string_view text);

    /// The first minute from then on that it means.
    [[nodiscard]] std::optional<std::chrono::local_seconds> next(std::chrono::local_seconds from) const;
    [[nodiscard]] bool matches(std::chrono::local_seconds minute) const;

    /// True when it names hours of the day, instead of `*` or a step of it. Such times are not left out nor
    /// repeated when the clocks are changed.
    [[nodiscard]] bool names_hours() const { return names_hours_; }

    friend bool operator==(const CronExpression&, const CronExpression&) = default;

private:
    [[nodiscard]] bool has_day(std::chrono::year_month_day date) const;
    [[nodiscard]] std::optional<std::chrono::minutes> next_time_of_day(std::chrono::minutes from) const;
    [[nodiscard]] bool can_fire() const;

    // A bit for each value that is meant.
    std::uint64_t minutes_ = 0;
    std::uint64_t hours_ = 0;
    std::uint64_t days_of_month_ = 0;
    std::uint64_t months_ = 0;
    std::uint64_t days_of_week_ = 0;  ///< Sunday is 0.
    bool names_hours_ = false;
    /// Both kinds of days named: either is enough.
    bool either_day_ = false;
};

}  // namespace wee
