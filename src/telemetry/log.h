#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace wee {

enum class LogLevel { Trace, Debug, Info, Warning, Error, Off };
enum class LogFormat { Text, Json };

/// "trace", "debug", "info", "warn" (or "warning"), "error", "off".
std::optional<LogLevel> parse_log_level(std::string_view text);
std::string_view to_string(LogLevel level);

/// One named value of a log line. Views: alive for the call only.
struct LogField {
    using Value = std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool>;
    std::string_view name;
    Value value;
    bool is_for_people = false;  ///< Stands behind the message where lines are text.
};

/// Where every part of the engine writes its log lines. Any thread; lines are whole, never mixed.
///
/// `event` names what happened in snake_case ("source_started"): stable, for programs. `message` is for
/// people. Text from outside (paths, output) may stand in both message and fields: control characters are
/// escaped on the way out.
///
/// Text (the message says all; the fields are for programs, but for those that say otherwise):
///     2026-11-23T12:00:00.000Z INFO  message name="value"
/// JSON (a field that is called like one of the four leading keys becomes "field_<name>"):
///     {"timestamp":"...","level":"info","event":"source_started","message":"...","name":value}
class Log {
public:
    virtual ~Log() = default;

    void trace(std::string_view event, std::string_view message, std::initializer_list<LogField> fields = {});
    void debug(std::string_view event, std::string_view message, std::initializer_list<LogField> fields = {});
    void info(std::string_view event, std::string_view message, std::initializer_list<LogField> fields = {});
    void warn(std::string_view event, std::string_view message, std::initializer_list<LogField> fields = {});
    void error(std::string_view event, std::string_view message, std::initializer_list<LogField> fields = {});

    /// Writes the line at level info whatever the level: for the lines that programs wait for.
    virtual void announce(std::string_view event, std::string_view message,
                          std::initializer_list<LogField> fields) = 0;
    /// Writes the line when the level is enabled.
    void write(LogLevel level, std::string_view event, std::string_view message,
               std::initializer_list<LogField> fields) {
        write_line(level, event, message, std::span(fields.begin(), fields.size()));
    }
    /// The same with fields whose number is not known before.
    virtual void write_line(LogLevel level, std::string_view event, std::string_view message,
                            std::span<const LogField> fields) = 0;
    [[nodiscard]] virtual bool is_enabled(LogLevel level) const = 0;
    virtual void set_level(LogLevel level) = 0;
};

/// The log of `wee run`: standard output. No call waits for whoever reads it: a thread of the log's own writes
/// the lines, at once and in order. What a stalled reader leaves no room for (8 MB wait) is dropped; when it
/// reads again a line `log_lines_dropped` with the field `dropped` stands in its place, whatever the level.
/// Announced lines are never dropped. Its end waits 300 ms for a stalled reader, then gives the rest up.
std::unique_ptr<Log> make_stdout_log(LogLevel level, LogFormat format);

}  // namespace wee
