#include "base/glob_character.h"

#include <array>

namespace wee {
namespace {

struct Sequence {
    std::size_t length = 0;  ///< 0: no sequence begins with this byte.
    char32_t bits = 0;       ///< What the first byte gives.
    char32_t smallest = 0;   ///< Anything less is an overlong form.
};

Sequence sequence_of(unsigned char first) {
    if (first >= 0xC2 && first <= 0xDF) {
        return {2, first & 0x1FU, 0x80};
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return {3, first & 0x0FU, 0x800};
    }
    if (first >= 0xF0 && first <= 0xF4) {
        return {4, first & 0x07U, 0x10000};
    }
    return {};
}

bool is_code_point(char32_t value) {
    return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

}  // namespace

char32_t next_multibyte_character(std::string_view text, std::size_t& position) {
    const auto first = static_cast<unsigned char>(text[position]);
    const Sequence sequence = sequence_of(first);
    const std::string_view bytes = text.substr(position, sequence.length);
    char32_t value = sequence.bits;
    bool well_formed = sequence.length != 0 && bytes.size() == sequence.length;
    for (std::size_t i = 1; well_formed && i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        well_formed = (byte & 0xC0U) == 0x80U;
        value = (value << 6U) | (byte & 0x3FU);
    }
    if (!well_formed || value < sequence.smallest || !is_code_point(value)) {
        ++position;
        return kFirstRawByte + first;
    }
    position += sequence.length;
    return value;
}

void append_utf8(std::string& text, char32_t character) {
    const auto append = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (character < 0x80) {
        return append(character);
    }
    // The first byte, then six bits in each that follows.
    const unsigned following = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    constexpr std::array<char32_t, 4> kFirstByte{0, 0xC0, 0xE0, 0xF0};
    append(kFirstByte[following] | (character >> (6 * following)));
    for (unsigned i = following; i-- > 0;) {
        append(0x80U | ((character >> (6 * i)) & 0x3FU));
    }
}

}  // namespace wee
