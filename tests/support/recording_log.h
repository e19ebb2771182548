#pragma once

#include <algorithm>
#include <atomic>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "telemetry/log.h"
#include "tests/support/awaited.h"

namespace wee {

/// One line as the caller gave it; field values as text (`true`, `42`).
struct RecordedLine {
    LogLevel level;
    std::string event;
    std::string message;
    std::map<std::string, std::string> fields;
};

/// A log that keeps its lines for the test. Enabled for every level at first. Any thread.
class RecordingLog final : public Log {
public:
    void write_line(LogLevel level, std::string_view event, std::string_view message,
                    std::span<const LogField> fields) override {
        if (is_enabled(level)) {
            record(level, event, message, fields);
        }
    }
    void announce(std::string_view event, std::string_view message,
                  std::initializer_list<LogField> fields) override {
        record(LogLevel::Info, event, message, fields);
    }
    [[nodiscard]] bool is_enabled(LogLevel level) const override {
        return level >= level_ && level != LogLevel::Off;
    }
    void set_level(LogLevel level) override { level_ = level; }
    [[nodiscard]] LogLevel level() const { return level_; }

    [[nodiscard]] std::vector<RecordedLine> lines() const {
        return lines_.read([](const std::vector<RecordedLine>& lines) { return lines; });
    }

    /// The lines of one event name, oldest first.
    [[nodiscard]] std::vector<RecordedLine> lines_of(std::string_view event) const {
        std::vector<RecordedLine> chosen = lines();
        std::erase_if(chosen, [event](const RecordedLine& line) { return line.event != event; });
        return chosen;
    }

    /// Waits until `holds(all lines)`. False when the deadline came first.
    template <typename Predicate>
    [[nodiscard]] bool wait_until(Predicate holds, std::chrono::milliseconds deadline = kTestDeadline) const {
        return lines_.wait_until(holds, deadline);
    }

    /// Waits until `count` lines of that event name were written. False when the deadline came first.
    [[nodiscard]] bool wait_for(std::string_view event, std::size_t count = 1) const {
        return wait_until([event, count](const std::vector<RecordedLine>& lines) {
            const auto is_event = [event](const RecordedLine& line) { return line.event == event; };
            return static_cast<std::size_t>(std::ranges::count_if(lines, is_event)) >= count;
        });
    }

    void clear() {
        lines_.change([](std::vector<RecordedLine>& lines) { lines.clear(); });
    }

private:
    void record(LogLevel level, std::string_view event, std::string_view message,
                std::span<const LogField> fields) {
        RecordedLine line{level, std::string(event), std::string(message), {}};
        for (const LogField& field : fields) {
            line.fields.insert_or_assign(std::string(field.name), text_of(field.value));
        }
        lines_.change([&](std::vector<RecordedLine>& lines) { lines.push_back(std::move(line)); });
    }

    static std::string text_of(const LogField::Value& value) {
        std::ostringstream text;
        std::visit([&text](const auto& given) { text << std::boolalpha << given; }, value);
        return text.str();
    }

    Awaited<std::vector<RecordedLine>> lines_;
    std::atomic<LogLevel> level_ = LogLevel::Trace;
};

}  // namespace wee
