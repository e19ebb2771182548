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

/// -1 when the character is no hexadecimal digit.
int hexadecimal_value(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
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
    EventId id;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int value = hexadecimal_value(text[i]);
        if (is_hyphen_place(i) ? text[i] != '-' : value < 0) {
            return not_an_id(text);
        }
        if (!is_hyphen_place(i)) {
            id.high_ = (id.high_ << 4U) | (id.low_ >> 60U);
            id.low_ = (id.low_ << 4U) | static_cast<std::uint64_t>(value);
        }
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
