#include "sources/desktop/window_text.h"

#include <algorithm>

#include "base/text.h"

namespace wee {
namespace {

constexpr std::size_t kLongestCharacter = 4;

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Where the text has to end so that at most `limit` bytes are left and no character is cut.
std::size_t end_within(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) {
        return text.size();
    }
    std::size_t end = limit;
    while (end > 0 && limit - end < kLongestCharacter && is_continuation(text[end])) {
        --end;
    }
    return end;
}

}  // namespace

std::string clean_window_text(std::string_view bytes) {
    bytes = bytes.substr(0, std::min(bytes.size(), kMaximumWindowTextBytes + kLongestCharacter));
    bytes = bytes.substr(0, bytes.find('\0'));
    std::string text = replace_invalid_utf8(bytes.substr(0, end_within(bytes, kMaximumWindowTextBytes)));
    text.resize(end_within(text, kMaximumWindowTextBytes));  // a replaced byte has become three
    return text;
}

}  // namespace wee
