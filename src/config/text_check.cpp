#include "config/text_check.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "config/nesting_scanner.h"

namespace wee {
namespace {

std::size_t character_length(std::string_view text) {
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
        if (is_valid_utf8(text.substr(0, length))) {
            return length;
        }
    }
    return 0;
}

/// The column of the first character that is not UTF-8 or is NUL, and its byte's offset in the line.
struct BadByte {
    std::uint32_t column = 1;
    unsigned char value = 0;
};

std::optional<BadByte> find_bad_byte(std::string_view line) {
    if (is_valid_utf8(line) && line.find('\0') == std::string_view::npos) {
        return std::nullopt;
    }
    BadByte bad;
    while (!line.empty()) {
        const std::size_t length = character_length(line);
        if (length == 0 || line.front() == '\0') {
            bad.value = static_cast<unsigned char>(line.front());
            return bad;
        }
        line.remove_prefix(length);
        ++bad.column;
    }
    return std::nullopt;
}

std::string bad_byte_message(unsigned char value) {
    if (value == 0) {
        return "there is a NUL byte here; a configuration is text: save the file as UTF-8 (not UTF-16)";
    }
    char hexadecimal[8];
    std::snprintf(hexadecimal, sizeof hexadecimal, "0x%02X", static_cast<unsigned>(value));
    return "the byte " + std::string(hexadecimal) + " is not UTF-8; save the file as UTF-8";
}

std::optional<TextFault> find_encoding_fault(std::string_view text) {
    std::uint32_t line_number = 1;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (const std::optional<BadByte> bad = find_bad_byte(text.substr(0, end))) {
            return TextFault{{line_number, bad->column}, bad_byte_message(bad->value)};
        }
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line_number;
    }
    return std::nullopt;
}

}  // namespace

std::optional<TextFault> find_text_fault(std::string_view text) {
    std::optional<TextFault> fault = find_encoding_fault(text);
    if (fault) {
        return fault;
    }
    if (const std::optional<Position> place = find_excessive_nesting(text)) {
        return TextFault{
            *place,
            "tables, arrays and dotted keys are nested too deeply here; nothing needs more than a few "
            "levels: look for a bracket too many"};
    }
    return std::nullopt;
}

}  // namespace wee
