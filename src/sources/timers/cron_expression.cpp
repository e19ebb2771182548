#include "sources/timers/cron_expression.h"

#include <array>
#include <bit>

#include "sources/timers/cron_fields.h"

namespace wee {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::year_month_day;

constexpr bool has_bit(std::uint64_t bits, unsigned bit) {
    return (bits >> bit & 1U) != 0;
}

/// The lowest bit from there on, or 64.
unsigned next_bit(std::uint64_t bits, unsigned from) {
    return static_cast<unsigned>(std::countr_zero(bits >> from << from));
}

}  // namespace

Result<CronExpression> CronExpression::parse(std::string_view text) {
    Result<CronFields> read = read_cron_fields(text);
    if (!read) {
        return read.error();
    }
    const CronFields& fields = read.value();
    CronExpression expression;
    expression.minutes_ = fields.minute.values;
    expression.hours_ = fields.hour.values;
    expression.days_of_month_ = fields.day_of_month.values;
    expression.months_ = fields.month.values;
    expression.days_of_week_ = (fields.day_of_week.values | fields.day_of_week.values >> 7U) & 0x7FU;
    expression.names_hours_ = !fields.hour.begins_with_star;
    expression.either_day_ = !fields.day_of_month.begins_with_star && !fields.day_of_week.begins_with_star;
    if (!expression.can_fire()) {
        return Error(
            "it never fires: none of its months has such a day; write a day of the month that there "
            "is, as in \"0 0 28 2 *\"");
    }
    return expression;
}

bool CronExpression::can_fire() const {
    constexpr std::array<unsigned, 13> kLongest{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const unsigned first_day = next_bit(days_of_month_, 1);
    for (unsigned month = 1; month <= 12; ++month) {
        if (has_bit(months_, month) && (either_day_ || first_day <= kLongest.at(month))) {
            return true;
        }
    }
    return false;
}

bool CronExpression::has_day(year_month_day date) const {
    const bool in_month = has_bit(days_of_month_, unsigned{date.day()});
    const bool in_week = has_bit(days_of_week_, std::chrono::weekday{local_days{date}}.c_encoding());
    return either_day_ ? in_month || in_week : in_month && in_week;
}

std::optional<minutes> CronExpression::next_time_of_day(minutes from) const {
    const auto first_hour = static_cast<unsigned>(from / hours{1});
    unsigned minute = next_bit(minutes_, static_cast<unsigned>(from % hours{1} / minutes{1}));
    unsigned hour = next_bit(hours_, first_hour);
    if (hour != first_hour || minute >= 60) {
        hour = hour == first_hour ? next_bit(hours_, first_hour + 1) : hour;
        minute = next_bit(minutes_, 0);
    }
    return hour < 24 ? std::optional(hours{hour} + minutes{minute}) : std::nullopt;
}

std::optional<local_seconds> CronExpression::next(local_seconds from) const {
    constexpr days kSearched{366 * 50};  // leap days on one day of the week may be 40 years apart
    const auto first_minute = std::chrono::ceil<minutes>(from);
    const local_days first_day = std::chrono::floor<days>(first_minute);
    local_days day = first_day;
    while (day - first_day < kSearched) {
        const year_month_day date{day};
        if (!has_bit(months_, unsigned{date.month()})) {
            day = local_days{(date.year() / date.month() + std::chrono::months{1}) / 1};
            continue;
        }
        if (has_day(date)) {
            const minutes time = day == first_day ? first_minute - first_day : minutes{};
            if (const std::optional<minutes> found = next_time_of_day(time)) {
                return day + *found;
            }
        }
        day += days{1};
    }
    return std::nullopt;
}

bool CronExpression::matches(local_seconds minute) const {
    const local_days day = std::chrono::floor<days>(minute);
    const year_month_day date{day};
    const auto time = static_cast<unsigned>((minute - day) / minutes{1});
    return has_bit(months_, unsigned{date.month()}) && has_day(date) && has_bit(hours_, time / 60) &&
           has_bit(minutes_, time % 60) && (minute - day) % minutes{1} == std::chrono::seconds{0};
}

}  // namespace wee
