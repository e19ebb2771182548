#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/glob.h"
#include "base/glob_set.h"
#include "base/result.h"

namespace wee {

/// A piece of a pattern as it stands there. Braces and commas are not yet known to belong together.
struct GlobLexeme {
    enum class Kind : std::uint8_t {
        Character,
        AnyCharacter,
        Set,
        Star,
        Globstar,
        Separator,
        OpenBrace,
        Comma,
        CloseBrace,
    };

    Kind kind;
    char32_t character = 0;
    std::uint32_t set = 0;     ///< Of a Set: its place in `sets`.
    std::uint32_t column = 0;  ///< From 1, in characters.
};

struct GlobLexemes {
    std::vector<GlobLexeme> lexemes;
    std::vector<GlobSet> sets;
};

Result<GlobLexemes> lex_glob(std::string_view pattern, CaseSensitivity sensitivity);

/// "column N: text", the form of every complaint about a pattern.
Error glob_error(std::size_t column, std::string_view text);

}  // namespace wee
