#include "base/glob_set.h"

#include <algorithm>

#include "base/glob_character.h"

namespace wee {
namespace {

constexpr char32_t kAsciiEnd = 0x80;

constexpr bool is_between(char32_t first, char32_t character, char32_t last) {
    return first <= character && character <= last;
}

// <cctype> depends on the locale, a file pattern must not.
constexpr bool is_digit(char32_t c) {
    return is_between(U'0', c, U'9');
}
constexpr bool is_upper(char32_t c) {
    return is_between(U'A', c, U'Z');
}
constexpr bool is_lower(char32_t c) {
    return is_between(U'a', c, U'z');
}
constexpr bool is_alpha(char32_t c) {
    return is_upper(c) || is_lower(c);
}
constexpr bool is_alnum(char32_t c) {
    return is_alpha(c) || is_digit(c);
}
constexpr bool is_graph(char32_t c) {
    return is_between(U'!', c, U'~');
}

struct CharacterClass {
    std::string_view name;
    bool (*contains)(char32_t);
};

constexpr std::array kClasses{
    CharacterClass{"alnum", is_alnum},
    CharacterClass{"alpha", is_alpha},
    CharacterClass{"ascii", [](char32_t) { return true; }},
    CharacterClass{"blank", [](char32_t c) { return c == U' ' || c == U'\t'; }},
    CharacterClass{"cntrl", [](char32_t c) { return c < U' ' || c == 0x7F; }},
    CharacterClass{"digit", is_digit},
    CharacterClass{"graph", is_graph},
    CharacterClass{"lower", is_lower},
    CharacterClass{"print", [](char32_t c) { return is_between(U' ', c, U'~'); }},
    CharacterClass{"punct", [](char32_t c) { return is_graph(c) && !is_alnum(c); }},
    CharacterClass{"space", [](char32_t c) { return c == U' ' || is_between(U'\t', c, U'\r'); }},
    CharacterClass{"upper", is_upper},
    CharacterClass{"word", [](char32_t c) { return is_alnum(c) || c == U'_'; }},
    CharacterClass{"xdigit",
                   [](char32_t c) { return is_digit(c) || is_between(U'a', to_lower_ascii(c), U'f'); }},
};

constexpr auto kClassNames = [] {
    std::array<std::string_view, kClasses.size()> names;
    std::ranges::transform(kClasses, names.begin(), &CharacterClass::name);
    return names;
}();

}  // namespace

void GlobSet::insert(char32_t first, char32_t last) {
    for (char32_t c = first; c <= last && c < kAsciiEnd; ++c) {
        insert_ascii(c);
    }
    if (last >= kAsciiEnd) {
        ranges_.push_back({std::max(first, kAsciiEnd), last});
    }
}

bool GlobSet::insert_class(std::string_view name) {
    const auto found = std::ranges::find(kClasses, name, &CharacterClass::name);
    if (found == kClasses.end()) {
        return false;
    }
    for (char32_t c = 0; c < kAsciiEnd; ++c) {
        if (found->contains(c)) {
            insert_ascii(c);
        }
    }
    return true;
}

void GlobSet::insert_ascii(char32_t character) {
    const auto insert_one = [this](char32_t c) { ascii_[c / 64] |= std::uint64_t{1} << (c % 64); };
    insert_one(character);
    if (sensitivity_ == CaseSensitivity::Insensitive && is_alpha(character)) {
        insert_one(character ^ 0x20U);  // the other case
    }
}

bool GlobSet::contains(char32_t character) const {
    if (character == U'/') {
        return false;
    }
    if (character < kAsciiEnd) {
        return ((ascii_[character / 64] >> (character % 64)) & 1U) != (negated_ ? 1U : 0U);
    }
    const auto holds = [character](Range range) { return is_between(range.first, character, range.last); };
    return std::ranges::any_of(ranges_, holds) != negated_;
}

std::span<const std::string_view> GlobSet::class_names() {
    return kClassNames;
}

}  // namespace wee
