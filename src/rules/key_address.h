#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/lookup_key.h"
#include "rules/subject_slots.h"
#include "rules/text_hash.h"

namespace wee {

/// Where the key table keeps keys of one form for one slot.
struct KeyPlace {
    std::uint32_t number;

    KeyPlace(SlotNumber slot, LookupKey::Form form) : number(slot << 4U | static_cast<std::uint32_t>(form)) {}
    [[nodiscard]] SlotNumber slot() const { return number >> 4U; }
    [[nodiscard]] std::uint64_t seed() const { return number * 0x9E3779B97F4A7C15; }
    friend bool operator==(KeyPlace, KeyPlace) = default;
};

/// What a key is found by. A key of several bytes is found by a few of them: the first or last 16, 8, 4, 2 or
/// 1 of a start or an end, any 4, 2 or 1 in a row (a gram) of what has to be contained.
struct KeyAddress {
    std::uint64_t hash = 0;
    std::uint8_t length = 0;  ///< How many bytes; 0 when the whole text counts.
    std::uint8_t offset = 0;  ///< Of a gram: how far into the text.
};

/// The lengths of starts and ends that have addresses, and of grams, greatest first.
inline constexpr std::uint8_t kEdgeLengths[] = {16, 8, 4, 2, 1};
inline constexpr std::uint8_t kGramLengths[] = {4, 2, 1};

/// The hash of a pair: what two parts of a path are filed under.
inline std::uint64_t hash_pair(std::string_view first, std::string_view second, KeyPlace place) {
    return hash_text(second, hash_text(first, place.seed()));
}

/// Hashes a path segment by segment, so that each directory above it costs only its own name.
class AncestorHash {
public:
    explicit AncestorHash(KeyPlace place) : hash_(place.seed()) {}
    std::uint64_t add(std::string_view segment) { return hash_ = hash_text(segment, hash_); }

private:
    std::uint64_t hash_;
};

/// Every address that the key could be filed at; any one will do.
std::vector<KeyAddress> addresses_of(const LookupKey& key, KeyPlace place);

}  // namespace wee
