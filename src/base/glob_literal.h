#pragma once

#include <string_view>

#include "base/glob.h"
#include "base/glob_character.h"

namespace wee {

/// Comparing with a plain text. Where case does not matter, `literal` is in lower case (ASCII). Most
/// comparisons end at the first byte, so that one is looked at in place.

bool equals_literal(std::string_view text, std::string_view literal, CaseSensitivity sensitivity);
bool contains_literal(std::string_view text, std::string_view literal, CaseSensitivity sensitivity);

inline bool equals_literal_byte(char byte, char literal, CaseSensitivity sensitivity) {
    return byte == literal ||
           (sensitivity == CaseSensitivity::Insensitive && to_lower_ascii(byte) == literal);
}

inline bool starts_with_literal(std::string_view text, std::string_view literal,
                                CaseSensitivity sensitivity) {
    if (literal.empty()) {
        return true;
    }
    return text.size() >= literal.size() && equals_literal_byte(text.front(), literal.front(), sensitivity) &&
           equals_literal(text.substr(0, literal.size()), literal, sensitivity);
}

inline bool ends_with_literal(std::string_view text, std::string_view literal, CaseSensitivity sensitivity) {
    if (literal.empty()) {
        return true;
    }
    return text.size() >= literal.size() && equals_literal_byte(text.back(), literal.back(), sensitivity) &&
           equals_literal(text.substr(text.size() - literal.size()), literal, sensitivity);
}

}  // namespace wee
