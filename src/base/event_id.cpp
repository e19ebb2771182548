#include "base/event_id.h"

#include <array>
#include <bit>
#include <random>

#include "base/text.h"

namespace wee {
namespace {

/// xoshiro256**: a few nanoseconds a number, and 2^256 places to begin at.
class Generator {
public:
    Generator() {
        std::random_device device;
        for (std::uint64_t& word : state_) {
            word = (std::uint64_t{device()} << 32U) | device();
        }
        state_[0] |= 1U;  // all zeros is the one state that it never leaves
    }

    std::uint64_t next() {
        const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

private:
    std::array<std::uint64_t, 4> state_{};
};

constexpr std::size_t kTextLength = 36;

constexpr bool is_hyphen_place(std::size_t index) {
    return index == 8 || index == 13 || index == 18 || index == 23;
}

/// The value of each character that is a hexadecimal digit, and kNoDigit: reading a recording reads an id for
/// every event, so a digit costs one look-up.
constexpr std::uint8_t kNoDigit = 0x10;
constexpr std::array<std::uint8_t, 256> kDigitValues = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(kNoDigit);
    for (std::uint8_t digit = 0; digit < 16; ++digit) {
        values[static_cast<unsigned char>("0123456789abcdef"[digit])] = digit;
        values[static_cast<unsigned char>("0123456789ABCDEF"[digit])] = digit;
    }
    return values;
}();

/// Reads the digits of text[begin, end) behind `word`. What is no digit leaves kNoDigit in `seen`.
std::uint64_t append_digits(std::uint64_t word, std::string_view text, std::size_t begin, std::size_t end,
                            unsigned& seen) {
    for (std::size_t i = begin; i < end; ++i) {
        const unsigned value = kDigitValues[static_cast<unsigned char>(text[i])];
        seen |= value;
        word = (word << 4U) | (value & 0xFU);
    }
    return word;
}

Error not_an_id(std::string_view text) {
    return Error('"' + to_display(text.substr(0, kTextLength + 4)) +
                 R"(" is not an event id: write a UUID, as in "0f8fad5b-d9cb-469f-a165-70867728950e")");
}

}  // namespace

EventId EventId::generate() {
    thread_local Generator generator;
    EventId id;
    id.high_ = (generator.next() & ~std::uint64_t{0xF000}) | 0x4000U;  // version 4
    id.low_ =
        (generator.next() & (~std::uint64_t{0} >> 2U)) | (std::uint64_t{2} << 62U);  // variant of the RFC
    return id;
}

Result<EventId> EventId::parse(std::string_view text) {
    if (text.size() != kTextLength) {
        return not_an_id(text);
    }
    unsigned seen = 0;
    EventId id;
    id.high_ = append_digits(0, text, 0, 8, seen);
    id.high_ = append_digits(id.high_, text, 9, 13, seen);
    id.high_ = append_digits(id.high_, text, 14, 18, seen);
    id.low_ = append_digits(0, text, 19, 23, seen);
    id.low_ = append_digits(id.low_, text, 24, kTextLength, seen);
    const bool has_hyphens = text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
    if (!has_hyphens || (seen & kNoDigit) != 0) {
        return not_an_id(text);
    }
    return id;
}

std::string EventId::to_string() const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(kTextLength, '-');
    unsigned shift = 128;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_hyphen_place(i)) {
            shift -= 4;
            const std::uint64_t digit = (shift >= 64 ? high_ >> (shift - 64) : low_ >> shift) & 0xFU;
            text[i] = kDigits[static_cast<std::size_t>(digit)];
        }
    }
    return text;
}

}  // namespace wee
