#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include "base/time_zone.h"

namespace wee {

/// What a zone's clocks do year after year, as the variable TZ writes it (POSIX, with RFC 8536's longer
/// times): "CET-1CEST,M3.5.0,M10.5.0/3".
class PosixZoneRule {
public:
    /// Nothing for what is no such text.
    static std::optional<PosixZoneRule> parse(std::string_view text);

    [[nodiscard]] ZonePeriod period_at(std::chrono::sys_seconds instant) const;

    /// The day and time of a year at which the clocks change.
    struct Change {
        enum class Form { WeekdayOfMonth, DayWithoutLeap, DayOfYear };
        Form form = Form::DayOfYear;
        unsigned month = 0;
        unsigned week = 0;  ///< 5: the last one.
        int day = 0;        ///< Of the week, or of the year.
        std::chrono::seconds time{};

        /// By the clocks' own time before the change.
        [[nodiscard]] std::chrono::local_seconds in(std::chrono::year year) const;
    };

private:
    std::chrono::seconds standard_{};
    struct Summer {
        std::chrono::seconds offset{};
        Change begin{};
        Change end{};
    };
    std::optional<Summer> summer_{};
};

}  // namespace wee
