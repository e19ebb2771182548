#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/glob_parser.h"

namespace wee {

/// The form that nearly every pattern has, matched by comparing a few plain texts:
///
///     root/ **/ tail/ prefix*middle*suffix      or      root/**
///
/// with every part but the last segment optional, so `*.txt`, `**/Makefile`, `src/**/test/*_test.cpp` are all
/// of it. Also what an index may know of a pattern. Texts are in lower case where case does not matter.
struct GlobShape {
    enum class Name {
        Exact,       ///< `suffix`
        OneStar,     ///< `prefix*suffix`
        TwoStars,    ///< `prefix*middle*suffix`
        Everything,  ///< `**`: all that lies below `root`, and the root itself.
    };

    CaseSensitivity sensitivity = CaseSensitivity::Sensitive;
    Name name = Name::Exact;
    bool any_depth = false;  ///< Holds the `**/`.
    std::string root;        ///< With its last `/`.
    std::string tail;        ///< With its last `/`.
    std::string prefix;
    std::string middle;
    std::string suffix;

    [[nodiscard]] bool matches(std::string_view text) const;

private:
    /// What can be told without looking for the last separator: it settles most texts.
    [[nodiscard]] bool may_match(std::string_view text) const;
    [[nodiscard]] bool matches_name(std::string_view text) const;
    [[nodiscard]] bool matches_directories(std::string_view text) const;
    [[nodiscard]] bool matches_everything_below(std::string_view text) const;
};

/// One shape for each alternative of the braces. Empty when some have another form, or there are many.
std::vector<GlobShape> find_glob_shapes(const GlobTokens& pattern, CaseSensitivity sensitivity);

}  // namespace wee
