#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wee {

/// Reads "500ms", "2s", "5m", "1h" or "1.5s" (no sign, no blanks). Fails with a sentence that shows these
/// forms. More than 10,000 days, or a part of a millisecond, is refused.
Result<std::chrono::milliseconds> parse_duration(std::string_view text);

/// In the largest unit that makes it a whole number: "1500ms", "2s", "5m". `parse_duration` reads it back.
std::string format_duration(std::chrono::milliseconds duration);

}  // namespace wee
