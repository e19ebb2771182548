#include "config/syntax_hint.h"

#include <algorithm>

namespace wee {
namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The text up to and with the line of that number.
std::string_view text_through_line(std::string_view text, std::uint32_t line) {
    std::size_t end = 0;
    for (std::uint32_t passed = 0; passed < line && end != std::string_view::npos; ++passed) {
        end = text.find('\n', passed == 0 ? 0 : end + 1);
    }
    return text.substr(0, end);
}

std::string_view last_line(std::string_view text) {
    return text.substr(text.rfind('\n') + 1);
}

/// `line` is "key = ...": the key, else nothing.
std::string_view key_of_line(std::string_view line) {
    const std::size_t start = std::min(line.find_first_not_of(" \t"), line.size());
    line.remove_prefix(start);
    const std::size_t end = std::min(line.find_first_of(" \t="), line.size());
    const std::size_t equals = line.find_first_not_of(" \t", end);
    return equals != std::string_view::npos && line[equals] == '=' ? line.substr(0, end) : std::string_view();
}

/// The key whose table stands open at the end of the text: looks upwards for "key = {" or "key = [".
std::string_view key_of_open_table(std::string_view text) {
    constexpr int kFarthest = 50;
    for (int steps = 0; steps < kFarthest && !text.empty(); ++steps) {
        const std::string_view line = last_line(text);
        const std::string_view key = key_of_line(line);
        const std::size_t value = line.find_first_not_of(" \t", line.find('=') + 1);
        if (!key.empty() && value != std::string_view::npos && (line[value] == '{' || line[value] == '[')) {
            return key;
        }
        const std::size_t previous = text.rfind('\n');
        text = text.substr(0, previous == std::string_view::npos ? 0 : previous);
    }
    return {};
}

std::string inline_table_hint(std::string_view text, std::uint32_t line) {
    const std::string_view key = key_of_open_table(text_through_line(text, line));
    const std::string begin = "a table in { } must stand on one line; ";
    if (key == "trigger") {
        return begin +
               "to use several, write [rules.trigger] on a line of its own below the rule's other keys, and "
               "the trigger's keys below it, one to a line, without { } and commas";
    }
    if (key == "action" || key == "actions") {
        const std::string header = "[[rules." + std::string(key) + "]]";
        return begin + "to use several, write " + header +
               " on a line of its own below the rule's other keys, and the "
               "action's keys below it, one to a line, without { } and commas";
    }
    return begin +
           "join the lines (no comma before the closing brace), or write the table under its own [header]";
}

bool is_escape_error(std::string_view description) {
    return contains(description, "escape sequence") || contains(description, "hex digit") ||
           contains(description, "unicode scalar");
}

}  // namespace

std::string syntax_hint(std::string_view text, Position position, std::string_view description) {
    if (contains(description, "dangling comma")) {
        return "take the last comma out";
    }
    if (contains(description, "inline table") && contains(description, "'\\n'")) {
        return inline_table_hint(text, position.line);
    }
    if (is_escape_error(description)) {
        return "a backslash in \"double quotes\" starts an escape; write paths and patterns in 'single "
               "quotes', or with / in place of \\";
    }
    if (contains(description, "string: ") && contains(description, "control characters")) {
        return "the text that begins on this line is not closed: add the quote at its end";
    }
    if (contains(description, "parsing boolean")) {
        return "write true or false in small letters, and a text in \"double quotes\"";
    }
    if (contains(description, "could not determine value type") ||
        contains(description, "floating-point: expected 'inf'") ||
        contains(description, "floating-point: expected 'nan'")) {
        return "a text must stand in \"double quotes\" or 'single quotes'";
    }
    return {};
}

}  // namespace wee
