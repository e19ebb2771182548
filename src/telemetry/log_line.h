#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "telemetry/log.h"

namespace wee {

/// One log line, without its line end, in the forms that telemetry/log.h describes. Pure functions.
std::string format_text_line(WallTime time, LogLevel level, std::string_view message,
                             std::span<const LogField> fields = {});
/// The message and the fields for people, without the time and level before it.
std::string text_for_people(std::string_view message, std::span<const LogField> fields);
std::string format_json_line(WallTime time, LogLevel level, std::string_view event, std::string_view message,
                             std::span<const LogField> fields);

}  // namespace wee
