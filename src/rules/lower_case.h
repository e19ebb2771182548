#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <boost/container/small_vector.hpp>

namespace wee {

/// A text with its ASCII letters in lower case and its other bytes as they are. Up to `OnStack` bytes need no
/// allocation.
template <std::size_t OnStack>
class LowerCase {
public:
    explicit LowerCase(std::string_view text) : bytes_(text.size(), boost::container::default_init) {
        std::size_t i = 0;
        for (; i + kWord <= text.size(); i += kWord) {
            fold(text.data() + i, bytes_.data() + i, kWord);
        }
        fold(text.data() + i, bytes_.data() + i, text.size() - i);
    }

    [[nodiscard]] std::string_view text() const { return {bytes_.data(), bytes_.size()}; }

private:
    static constexpr std::size_t kWord = 8;

    /// Eight letters at a time: adding carries into a byte's highest bit where it is beyond a letter.
    static std::uint64_t folded(std::uint64_t word) {
        constexpr std::uint64_t kEach = 0x0101010101010101;
        const std::uint64_t low_bits = word & 0x7F * kEach;
        const std::uint64_t from_a = low_bits + (0x80 - 'A') * kEach;
        const std::uint64_t beyond_z = low_bits + (0x80 - 'Z' - 1) * kEach;
        const std::uint64_t is_upper = from_a & ~beyond_z & ~word & 0x80 * kEach;
        return word | is_upper >> 2U;  // 0x80 becomes 0x20
    }

    static void fold(const char* from, char* to, std::size_t size) {
        std::uint64_t word = 0;
        if (size > 0) {
            std::memcpy(&word, from, size);
            word = folded(word);
            std::memcpy(to, &word, size);
        }
    }

    boost::container::small_vector<char, OnStack> bytes_;
};

}  // namespace wee
