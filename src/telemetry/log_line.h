#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "telemetry/log.h"

namespace wee {

/// One log line, without its line end, in the forms that telemetry/log.h describes. Pure functions.
std::string format_text_line(WallTime time, LogLevel level, std::string_view message);
std::string format_json_line(WallTime time, LogLevel level, std::string_view event, std::string_view message,
                             std::initializer_list<LogField> fields);

}  // namespace wee
