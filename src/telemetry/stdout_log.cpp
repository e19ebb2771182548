#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "telemetry/log.h"
#include "telemetry/log_line.h"
#include "telemetry/log_queue.h"

namespace wee {
namespace {

std::string format_line(LogFormat format, LogLevel level, std::string_view event, std::string_view message,
                        std::span<const LogField> fields) {
    const WallTime now = std::chrono::system_clock::now();
    return format == LogFormat::Json ? format_json_line(now, level, event, message, fields)
                                     : format_text_line(now, level, message, fields);
}

/// Comes whatever the log level is: no line is lost in silence.
std::string describe_drops(LogFormat format, std::uint64_t dropped) {
    const LogField count{"dropped", dropped};
    return format_line(
        format, LogLevel::Warning, "log_lines_dropped",
        std::to_string(dropped) + " log lines were dropped here: standard output did not take them in time",
        {&count, 1});
}

LogQueueOptions queue_options(LogFormat format) {
    LogQueueOptions options;
    options.describe_drops = [format](std::uint64_t dropped) { return describe_drops(format, dropped); };
    return options;
}

class StdoutLog final : public Log {
public:
    StdoutLog(LogLevel level, LogFormat format)
        : level_(level), format_(format), queue_(make_standard_output(), queue_options(format)) {}

    void announce(std::string_view event, std::string_view message,
                  std::initializer_list<LogField> fields) override {
        queue_.put(format_line(format_, LogLevel::Info, event, message, fields), LineImportance::Kept);
    }

    void write_line(LogLevel level, std::string_view event, std::string_view message,
                    std::span<const LogField> fields) override {
        if (is_enabled(level)) {
            queue_.put(format_line(format_, level, event, message, fields), LineImportance::Droppable);
        }
    }

    [[nodiscard]] bool is_enabled(LogLevel level) const override {
        return level != LogLevel::Off && level >= level_.load(std::memory_order_relaxed);
    }

    void set_level(LogLevel level) override { level_.store(level, std::memory_order_relaxed); }

private:
    std::atomic<LogLevel> level_;
    const LogFormat format_;
    LogQueue queue_;
};

}  // namespace

std::unique_ptr<Log> make_stdout_log(LogLevel level, LogFormat format) {
    return std::make_unique<StdoutLog>(level, format);
}

}  // namespace wee
