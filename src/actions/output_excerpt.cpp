#include "actions/output_excerpt.h"

#include <cstddef>

namespace wee {
namespace {

constexpr std::size_t kLongest = 200;
constexpr std::size_t kLongestCharacter = 4;

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::string_view cut(std::string_view text) {
    return beginning_of(text, kLongest);
}

std::string_view without_line_ends(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    return text;
}

}  // namespace

/// Steps back from the middle of a character; what is no UTF-8 at all is cut where it is.
std::string_view beginning_of(std::string_view text, std::size_t most) {
    if (text.size() <= most) {
        return text;
    }
    std::size_t end = most;
    while (end > 0 && end + kLongestCharacter > most && continues_character(text[end])) {
        --end;
    }
    return text.substr(0, continues_character(text[end]) ? most : end);
}

std::string_view first_line(std::string_view output) {
    return cut(without_line_ends(output.substr(0, output.find('\n'))));
}

std::string_view last_line(std::string_view output) {
    output = without_line_ends(output);
    return cut(output.substr(output.rfind('\n') + 1));
}

}  // namespace wee
