#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/glob.h"
#include "base/glob_set.h"
#include "base/result.h"

namespace wee {

/// One step of a pattern.
struct GlobToken {
    enum class Kind : std::uint8_t {
        Character,
        AnyCharacter,  ///< `?`
        Set,
        Star,
        Globstar,  ///< Two stars; whether they are a whole segment is for the reader to see.
        Separator,
        Fork,  ///< An alternative begins behind this token, the next one at `target`.
        Jump,  ///< Goes on at `target`.
    };

    Kind kind;
    char32_t character = 0;    ///< Of a Character; in lower case where case does not matter.
    std::uint32_t target = 0;  ///< Of a Set its place in `sets`, else a later token's index.
};

/// A pattern as a flat graph: every token leads to the one behind it but for Fork and Jump, and none leads
/// back. The end is the index behind the last.
struct GlobTokens {
    std::vector<GlobToken> tokens;
    std::vector<GlobSet> sets;
};

/// Fails as Glob::parse does.
Result<GlobTokens> parse_glob(std::string_view pattern, CaseSensitivity sensitivity);

}  // namespace wee
