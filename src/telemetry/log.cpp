#include "telemetry/log.h"

#include <array>
#include <cstddef>

namespace wee {
namespace {

/// In the order of LogLevel.
constexpr std::array<std::string_view, 6> kLevelNames = {"trace", "debug", "info", "warn", "error", "off"};

}  // namespace

std::optional<LogLevel> parse_log_level(std::string_view text) {
    if (text == "warning") {
        return LogLevel::Warning;
    }
    for (std::size_t i = 0; i < kLevelNames.size(); ++i) {
        if (kLevelNames[i] == text) {
            return static_cast<LogLevel>(i);
        }
    }
    return std::nullopt;
}

std::string_view to_string(LogLevel level) {
    return kLevelNames[static_cast<std::size_t>(level)];
}

void Log::trace(std::string_view event, std::string_view message, std::initializer_list<LogField> fields) {
    write(LogLevel::Trace, event, message, fields);
}

void Log::debug(std::string_view event, std::string_view message, std::initializer_list<LogField> fields) {
    write(LogLevel::Debug, event, message, fields);
}

void Log::info(std::string_view event, std::string_view message, std::initializer_list<LogField> fields) {
    write(LogLevel::Info, event, message, fields);
}

void Log::warn(std::string_view event, std::string_view message, std::initializer_list<LogField> fields) {
    write(LogLevel::Warning, event, message, fields);
}

void Log::error(std::string_view event, std::string_view message, std::initializer_list<LogField> fields) {
    write(LogLevel::Error, event, message, fields);
}

}  // namespace wee
