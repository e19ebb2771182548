#include "base/template_escape.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.h"

namespace wee {
namespace {

constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

/// Which bytes an escape leaves as they are.
using ByteSet = std::array<bool, 256>;

std::size_t number_of(char byte) {
    return static_cast<unsigned char>(byte);
}

constexpr ByteSet kUnreservedBytes = [] {
    ByteSet set{};
    for (const char character : kUnreserved) {
        set[static_cast<unsigned char>(character)] = true;
    }
    return set;
}();

constexpr ByteSet kPlainInJson = [] {
    ByteSet set{};
    for (std::size_t byte = 0x20; byte < set.size(); ++byte) {
        set[byte] = byte != '"' && byte != '\\' && byte != 0x7F;
    }
    return set;
}();

std::string in_hexadecimal(std::string_view prefix, char byte, std::string_view digits) {
    std::string text(prefix);
    text += digits[number_of(byte) >> 4U];
    text += digits[number_of(byte) & 0xFU];
    return text;
}

std::string json_form(char byte) {
    constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    const std::size_t named = kNamed.find(byte);
    if (named == kNamed.npos) {
        return in_hexadecimal("\\u00", byte, "0123456789abcdef");
    }
    return {'\\', kLetters[named]};
}

std::string percent_form(char byte) {
    return in_hexadecimal("%", byte, "0123456789ABCDEF");
}

/// The run of bytes that stay, at the beginning.
std::size_t plain_length(std::string_view value, const ByteSet& plain) {
    const auto stays = [&plain](char byte) { return plain[number_of(byte)]; };
    return static_cast<std::size_t>(std::ranges::find_if_not(value, stays) - value.begin());
}

std::string escaped(std::string_view value, const ByteSet& plain, std::string (*form)(char byte)) {
    std::string text;
    text.reserve(value.size());
    while (!value.empty()) {
        const std::size_t length = plain_length(value, plain);
        text += value.substr(0, length);
        value.remove_prefix(length);
        if (!value.empty()) {
            text += form(value.front());
            value.remove_prefix(1);
        }
    }
    return text;
}

}  // namespace

std::string json_escaped(std::string_view value) {
    return is_valid_utf8(value) ? escaped(value, kPlainInJson, json_form)
                                : escaped(to_valid_utf8(value), kPlainInJson, json_form);
}

std::string url_escaped(std::string_view value) {
    return escaped(value, kUnreservedBytes, percent_form);
}

}  // namespace wee
