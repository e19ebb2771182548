#pragma once

#include <atomic>
#include <mutex>
#include <string_view>

#include "telemetry/log.h"

namespace wee {

/// The log of a command that reports and ends: lines go to standard output, all of them, however slowly it
/// takes them. For people a line is the message alone, so that two reports can be compared; warnings and
/// errors name themselves. Any thread.
class ReportLog final : public Log {
public:
    enum class Flush { EveryLine, WhenFull };

    ReportLog(LogLevel level, LogFormat format, Flush flush)
        : level_(level), format_(format), flush_(flush) {}

    void announce(std::string_view event, std::string_view message,
                  std::initializer_list<LogField> fields) override;
    void write_line(LogLevel level, std::string_view event, std::string_view message,
                    std::span<const LogField> fields) override;
    [[nodiscard]] bool is_enabled(LogLevel level) const override;
    void set_level(LogLevel level) override { level_ = level; }

private:
    void print(LogLevel level, std::string_view event, std::string_view message,
               std::span<const LogField> fields);

    std::atomic<LogLevel> level_;
    const LogFormat format_;
    const Flush flush_;
    std::mutex mutex_;
};

}  // namespace wee
