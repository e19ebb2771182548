#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace wee {

/// RFC 3339 in UTC with microseconds: "2026-11-23T12:00:00.000000Z". Always 27 characters.
std::string format_timestamp(WallTime time);

/// Reads RFC 3339 with any offset and up to nine decimals, from 1678 to 2261 (what a WallTime can hold).
Result<WallTime> parse_timestamp(std::string_view text);

}  // namespace wee
