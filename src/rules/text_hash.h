#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace wee {

/// Hashes for the tables of a rule set, quick for texts of a few bytes. Who finds something by one compares
/// the texts too. Their values mean nothing outside of one run of the program.

template <typename Word>
std::uint64_t load_word(const char* bytes) {
    Word word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// The 128 bits of the product, folded.
inline std::uint64_t mix_words(std::uint64_t a, std::uint64_t b) {
    __extension__ typedef unsigned __int128 Product;  // NOLINT(modernize-use-using): `using` takes no mark
    const Product product = static_cast<Product>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// The seed makes a family of hashes; hashing a second text with the first one's hash as seed hashes the
/// pair.
inline std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
    constexpr std::uint64_t kFirst = 0xA0761D6478BD642F;  // any odd numbers with their bits well mixed
    constexpr std::uint64_t kSecond = 0xE7037ED1A0B428DB;
    const char* bytes = text.data();
    std::size_t size = text.size();
    for (; size > 16; bytes += 16, size -= 16) {
        seed =
            mix_words(load_word<std::uint64_t>(bytes) ^ kFirst, load_word<std::uint64_t>(bytes + 8) ^ seed);
    }
    std::uint64_t head = 0;
    std::uint64_t end = 0;
    if (size >= 8) {
        head = load_word<std::uint64_t>(bytes);
        end = load_word<std::uint64_t>(bytes + size - 8);
    } else if (size >= 4) {
        head = load_word<std::uint32_t>(bytes);
        end = load_word<std::uint32_t>(bytes + size - 4);
    } else if (size > 0) {
        head = load_word<std::uint8_t>(bytes) << 16U | load_word<std::uint8_t>(bytes + size / 2) << 8U |
               load_word<std::uint8_t>(bytes + size - 1);
    }
    return mix_words(kSecond ^ text.size(), mix_words(head ^ kFirst, end ^ seed));
}

}  // namespace wee
