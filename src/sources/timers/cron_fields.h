#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace wee {

/// One field of a cron line.
struct CronField {
    std::uint64_t values = 0;       ///< A bit for each.
    bool begins_with_star = false;  ///< `*` or `*/2`: it restricts nothing, or evenly.
};

/// The fields of a cron line as they are written, each within its bounds. Sunday is bit 0 and bit 7.
struct CronFields {
    CronField minute;
    CronField hour;
    CronField day_of_month;
    CronField month;
    CronField day_of_week;
};

/// Fails with the field's name, the column (from 1, in bytes) and what to write instead.
Result<CronFields> read_cron_fields(std::string_view text);

}  // namespace wee
