#include "actions/output_excerpt.h"

#include <cstddef>

namespace wee {
namespace {

constexpr std::size_t kLongest = 200;
constexpr std::size_t kLongestCharacter = 4;

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Steps back from the middle of a character; what is no UTF-8 at all is cut where it is.
std::string_view cut(std::string_view text) {
    if (text.size() <= kLongest) {
        return text;
    }
    std::size_t end = kLongest;
    while (end + kLongestCharacter > kLongest && continues_character(text[end])) {
        --end;
    }
    return text.substr(0, continues_character(text[end]) ? kLongest : end);
}

std::string_view without_line_ends(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    return text;
}

}  // namespace

std::string_view first_line(std::string_view output) {
    return cut(without_line_ends(output.substr(0, output.find('\n'))));
}

std::string_view last_line(std::string_view output) {
    output = without_line_ends(output);
    return cut(output.substr(output.rfind('\n') + 1));
}

}  // namespace wee
