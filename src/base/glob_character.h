#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wee {

/// The characters of a text, one after the other: code points, and `kFirstRawByte` plus the byte for every
/// byte that is no UTF-8. A well-formed sequence is always found as such, whatever bytes stand before it, so
/// comparing bytes with a valid text and comparing characters with it come to the same.
inline constexpr char32_t kFirstRawByte = 0x110000;

/// The character at `position`, which moves behind it. REQUIRES: position < text.size().
char32_t next_multibyte_character(std::string_view text, std::size_t& position);

inline char32_t next_character(std::string_view text, std::size_t& position) {
    const auto byte = static_cast<unsigned char>(text[position]);
    if (byte < 0x80) {
        ++position;
        return byte;
    }
    return next_multibyte_character(text, position);
}

/// REQUIRES: a code point.
void append_utf8(std::string& text, char32_t character);

constexpr char32_t to_lower_ascii(char32_t character) {
    return character >= U'A' && character <= U'Z' ? character + (U'a' - U'A') : character;
}

constexpr char to_lower_ascii(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

}  // namespace wee
