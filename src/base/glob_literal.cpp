#include "base/glob_literal.h"

#include <algorithm>

#include "base/glob_character.h"

namespace wee {
namespace {

bool folds_to(char byte, char literal) {
    return to_lower_ascii(byte) == literal;
}

}  // namespace

bool equals_literal(std::string_view text, std::string_view literal, CaseSensitivity sensitivity) {
    if (sensitivity == CaseSensitivity::Sensitive) {
        return text == literal;
    }
    return std::ranges::equal(text, literal, folds_to);
}

bool contains_literal(std::string_view text, std::string_view literal, CaseSensitivity sensitivity) {
    if (sensitivity == CaseSensitivity::Sensitive) {
        return text.find(literal) != std::string_view::npos;
    }
    return literal.empty() ||
           std::search(text.begin(), text.end(), literal.begin(), literal.end(), folds_to) != text.end();
}

}  // namespace wee
