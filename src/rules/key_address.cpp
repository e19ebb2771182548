#include "rules/key_address.h"

#include <algorithm>

namespace wee {
namespace {

using Form = LookupKey::Form;

/// So many grams of a long text are choice enough.
constexpr std::size_t kMaximumGrams = 64;

std::uint8_t longest_of(std::span<const std::uint8_t> lengths, std::size_t size) {
    return *std::ranges::find_if(lengths, [size](std::uint8_t length) { return length <= size; });
}

KeyAddress edge_address(const LookupKey& key, KeyPlace place) {
    const std::string_view text = key.text;
    const std::uint8_t length = longest_of(kEdgeLengths, text.size());
    const std::size_t begin = key.form == Form::Start ? 0 : text.size() - length;
    return {hash_text(text.substr(begin, length), place.seed()), length, 0};
}

std::vector<KeyAddress> gram_addresses(std::string_view text, KeyPlace place) {
    const std::uint8_t length = longest_of(kGramLengths, text.size());
    const std::size_t count = std::min(text.size() - length + 1, kMaximumGrams);
    std::vector<KeyAddress> addresses;
    for (std::size_t offset = 0; offset < count; ++offset) {
        addresses.push_back({hash_text(text.substr(offset, length), place.seed()), length,
                             static_cast<std::uint8_t>(offset)});
    }
    return addresses;
}

std::uint64_t ancestor_hash(std::string_view path, KeyPlace place) {
    AncestorHash hash(place);
    for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/')) {
        hash.add(path.substr(0, slash));
        path.remove_prefix(slash + 1);
    }
    return hash.add(path);
}

}  // namespace

std::vector<KeyAddress> addresses_of(const LookupKey& key, KeyPlace place) {
    const std::string_view text = key.text;
    switch (key.form) {
        case Form::Start:
        case Form::End:
            return {edge_address(key, place)};
        case Form::Contains:
            return gram_addresses(text, place);
        case Form::DirectoryAndExtension:
        case Form::ParentAndExtension: {
            const std::size_t slash = text.rfind('/');
            return {{hash_pair(text.substr(0, slash), text.substr(slash + 1), place), 0, 0}};
        }
        case Form::Ancestor:
            return {{ancestor_hash(text, place), 0, 0}};
        default:
            return {{hash_text(text, place.seed()), 0, 0}};
    }
}

}  // namespace wee
