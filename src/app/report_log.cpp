#include "app/report_log.h"

#include <chrono>
#include <cstdio>
#include <string>

#include "base/text.h"
#include "telemetry/log_line.h"

namespace wee {

void ReportLog::announce(std::string_view event, std::string_view message,
                         std::initializer_list<LogField> fields) {
    print(LogLevel::Info, event, message, fields);
}

void ReportLog::write_line(LogLevel level, std::string_view event, std::string_view message,
                           std::span<const LogField> fields) {
    if (is_enabled(level)) {
        print(level, event, message, fields);
    }
}

bool ReportLog::is_enabled(LogLevel level) const {
    return level != LogLevel::Off && level >= level_.load(std::memory_order_relaxed);
}

void ReportLog::print(LogLevel level, std::string_view event, std::string_view message,
                      std::span<const LogField> fields) {
    const bool is_trouble = level == LogLevel::Warning || level == LogLevel::Error;
    const std::string line =
        format_ == LogFormat::Json
            ? format_json_line(std::chrono::system_clock::now(), level, event, message, fields)
            : (is_trouble ? std::string(to_string(level)) + ": " : std::string()) +
                  text_for_people(message, fields);
    const std::lock_guard lock(mutex_);
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    if (flush_ == Flush::EveryLine) {
        std::fflush(stdout);
    }
}

}  // namespace wee
