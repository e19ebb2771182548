#include "base/text.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace wee {
namespace {

unsigned char byte_at(std::string_view bytes, std::size_t index) {
    return static_cast<unsigned char>(bytes[index]);
}

/// How many bytes a character that begins with this byte has; 0 when no character begins so.
std::size_t promised_length(unsigned char first) {
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
        return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// The second byte rules out overlong forms, surrogates and what lies beyond U+10FFFF (RFC 3629, section 4).
bool is_second_byte(unsigned char first, unsigned char second) {
    const unsigned char lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
}

/// The length of the well-formed character at the beginning, or 0. REQUIRES: bytes are not empty.
std::size_t character_length(std::string_view bytes) {
    const std::size_t length = promised_length(byte_at(bytes, 0));
    if (length <= 1) {
        return length;
    }
    if (bytes.size() < length || !is_second_byte(byte_at(bytes, 0), byte_at(bytes, 1))) {
        return 0;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if ((byte_at(bytes, i) & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    return length;
}

void append_hexadecimal(std::string& text, std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text += "\\x";
        text += kDigits[byte_at(bytes, i) >> 4U];
        text += kDigits[byte_at(bytes, i) & 0xFU];
    }
}

/// Controls of ASCII and Latin-1, line separators, and the marks that reorder text on the screen.
bool is_unsafe_to_print(std::string_view character) {
    const unsigned char first = byte_at(character, 0);
    if (character.size() == 1) {
        return first < 0x20 || first == 0x7F;
    }
    if (character.size() == 2) {
        return first == 0xC2 && byte_at(character, 1) < 0xA0;
    }
    return (character >= "\u2028" && character <= "\u202E") ||
           (character >= "\u2066" && character <= "\u2069");
}

void append_unsafe(std::string& text, std::string_view character) {
    constexpr std::string_view kControls = "\n\t\r";
    const std::size_t known = kControls.find(character);
    if (known == std::string_view::npos) {
        append_hexadecimal(text, character);
        return;
    }
    text += '\\';
    text += "ntr"[known];
}

char lower_ascii(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + ('a' - 'A')) : character;
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
std::size_t edit_distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> before_last(to.size() + 1);
    std::vector<std::size_t> last(to.size() + 1);
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        before_last.swap(last);
        last.swap(row);
    }
    return last.back();
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t length = character_length(bytes);
        if (length == 0) {
            return false;
        }
        bytes.remove_prefix(length);
    }
    return true;
}

std::string to_valid_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = character_length(bytes);
        if (length == 0) {
            append_hexadecimal(text, bytes.substr(0, 1));
        } else {
            text += bytes.substr(0, length);
        }
        bytes.remove_prefix(std::max(length, std::size_t{1}));
    }
    return text;
}

std::string replace_invalid_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = character_length(bytes);
        text += length == 0 ? std::string_view("\uFFFD") : bytes.substr(0, length);
        bytes.remove_prefix(std::max(length, std::size_t{1}));
    }
    return text;
}

std::string to_display(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = character_length(bytes);
        const std::string_view character = bytes.substr(0, std::max(length, std::size_t{1}));
        if (length == 0 || is_unsafe_to_print(character)) {
            append_unsafe(text, character);
        } else {
            text += character;
        }
        bytes.remove_prefix(character.size());
    }
    return text;
}

std::string quote_for_display(std::string_view bytes) {
    std::string escaped;
    for (const char character : bytes) {
        if (character == '"' || character == '\\') {
            escaped += '\\';
        }
        escaped += character;
    }
    return '"' + to_display(escaped) + '"';
}

std::string to_lower_ascii(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), lower_ascii);
    return lower;
}

std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates) {
    const std::string wanted = to_lower_ascii(word);
    std::string_view nearest;
    std::size_t limit = std::max(word.size() / 3, std::size_t{1}) + 1;
    for (const std::string_view candidate : candidates) {
        const auto [shorter, longer] = std::minmax({candidate.size(), wanted.size()});
        if (wanted.empty() || longer - shorter >= limit) {
            continue;  // lengths so different cannot be near; spares the work for absurdly long words
        }
        const std::size_t distance = edit_distance(wanted, to_lower_ascii(candidate));
        if (distance < limit) {
            limit = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

}  // namespace wee
