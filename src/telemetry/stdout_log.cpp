#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "telemetry/log.h"
#include "telemetry/log_line.h"

namespace wee {
namespace {

/// spdlog gives the locking, the flush after each line and the care for a stream that fails; the lines are
/// ours.
std::shared_ptr<spdlog::sinks::sink> make_sink() {
    auto sink = std::make_shared<spdlog::sinks::stdout_sink_mt>();
    sink->set_formatter(
        std::make_unique<spdlog::pattern_formatter>("%v", spdlog::pattern_time_type::utc, /*eol=*/"\n"));
    return sink;
}

class StdoutLog final : public Log {
public:
    StdoutLog(LogLevel level, LogFormat format)
        : level_(level), format_(format), logger_("wee", make_sink()) {}

    void announce(std::string_view event, std::string_view message,
                  std::initializer_list<LogField> fields) override {
        print(LogLevel::Info, event, message, fields);
    }

    void write(LogLevel level, std::string_view event, std::string_view message,
               std::initializer_list<LogField> fields) override {
        if (is_enabled(level)) {
            print(level, event, message, fields);
        }
    }

    [[nodiscard]] bool is_enabled(LogLevel level) const override {
        return level != LogLevel::Off && level >= level_.load(std::memory_order_relaxed);
    }

    void set_level(LogLevel level) override { level_.store(level, std::memory_order_relaxed); }

private:
    void print(LogLevel level, std::string_view event, std::string_view message,
               std::initializer_list<LogField> fields) {
        const WallTime now = std::chrono::system_clock::now();
        const std::string line = format_ == LogFormat::Json
                                     ? format_json_line(now, level, event, message, fields)
                                     : format_text_line(now, level, message);
        logger_.log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
    }

    std::atomic<LogLevel> level_;
    const LogFormat format_;
    spdlog::logger logger_;
};

}  // namespace

std::unique_ptr<Log> make_stdout_log(LogLevel level, LogFormat format) {
    return std::make_unique<StdoutLog>(level, format);
}

}  // namespace wee
