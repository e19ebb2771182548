#include "telemetry/log_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>

#include "base/text.h"
#include "base/timestamp.h"

namespace wee {
namespace {

/// With milliseconds: whoever reads a log wants no finer time.
std::string log_time(WallTime time) {
    constexpr std::string_view kDownToMilliseconds = "2026-11-23T12:00:00.000";
    return format_timestamp(time).substr(0, kDownToMilliseconds.size()) + 'Z';
}

template <typename Number>
std::string number_text(Number number) {
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), written.ptr};
}

// ---- for people ----

std::string level_column(LogLevel level) {
    std::string name(to_string(level));
    std::ranges::transform(name, name.begin(),
                           [](char letter) { return static_cast<char>(letter - ('a' - 'A')); });
    constexpr std::size_t kWidest = 5;
    name.resize(kWidest, ' ');
    return name;
}

std::string shown_value(std::string_view text) {
    return quote_for_display(text);
}

template <typename Number>
std::string shown_value(Number number) {
    return number_text(number);
}

std::string shown_value(bool value) {
    return value ? "true" : "false";
}

// ---- for programs ----

/// JSON allows everything but controls, quotes and backslashes; the controls beyond ASCII and DEL are escaped
/// too, because a terminal obeys them.
std::string json_value(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::string valid = to_valid_utf8(text);
    std::string json = "\"";
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const bool is_late_control = valid[i] == '\xC2' && static_cast<unsigned char>(valid[i + 1]) < 0xA0;
        const char character = is_late_control ? valid[++i] : valid[i];
        const auto code = static_cast<unsigned char>(character);
        if (is_late_control || code < 0x20 || code == 0x7F) {
            json += "\\u00";
            json += kDigits[code >> 4U];
            json += kDigits[code & 0xFU];
        } else {
            json.append(character == '"' || character == '\\' ? 1 : 0, '\\');
            json += character;
        }
    }
    return json += '"';
}

std::string json_value(bool value) {
    return value ? "true" : "false";
}

template <typename Number>
requires std::integral<Number> || std::floating_point<Number> std::string json_value(Number number) {
    return number_text(number);
}

/// JSON has no word for infinity, and none for what is not a number.
std::string json_value(double number) {
    return std::isfinite(number) ? number_text(number) : "null";
}

void append_member(std::string& line, std::string_view name, const std::string& value) {
    line += (line.empty() ? "{" : ",") + json_value(name) + ":" + value;
}

bool is_leading_key(std::string_view name) {
    constexpr std::array<std::string_view, 4> kLeading = {"timestamp", "level", "event", "message"};
    return std::ranges::find(kLeading, name) != kLeading.end();
}

}  // namespace

std::string format_text_line(WallTime time, LogLevel level, std::string_view message,
                             std::span<const LogField> fields) {
    return log_time(time) + ' ' + level_column(level) + ' ' + text_for_people(message, fields);
}

std::string text_for_people(std::string_view message, std::span<const LogField> fields) {
    std::string text = to_display(message);
    for (const LogField& field : fields) {
        if (field.is_for_people) {
            text.append(1, ' ').append(to_display(field.name)).append(1, '=');
            text += std::visit([](auto value) { return shown_value(value); }, field.value);
        }
    }
    return text;
}

std::string format_json_line(WallTime time, LogLevel level, std::string_view event, std::string_view message,
                             std::span<const LogField> fields) {
    std::string line;
    append_member(line, "timestamp", json_value(std::string_view(log_time(time))));
    append_member(line, "level", json_value(to_string(level)));
    append_member(line, "event", json_value(event));
    append_member(line, "message", json_value(message));
    for (const LogField& field : fields) {
        const std::string prefix = is_leading_key(field.name) ? "field_" : "";
        append_member(line, prefix + std::string(field.name),
                      std::visit([](auto value) { return json_value(value); }, field.value));
    }
    return line += '}';
}

}  // namespace wee
