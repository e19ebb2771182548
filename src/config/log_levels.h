#pragma once

#include <array>

#include "config/table_reader.h"
#include "telemetry/log.h"

namespace wee {

/// The levels that a configuration may name.
inline constexpr std::array<Choice<LogLevel>, 5> kLogLevels = {{{"trace", LogLevel::Trace},
                                                                {"debug", LogLevel::Debug},
                                                                {"info", LogLevel::Info},
                                                                {"warn", LogLevel::Warning},
                                                                {"error", LogLevel::Error}}};

}  // namespace wee
