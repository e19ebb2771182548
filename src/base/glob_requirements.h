#pragma once

#include <string>
#include <string_view>

#include "base/glob_parser.h"

namespace wee {

/// Plain texts that everything a pattern matches begins with, ends with and holds in between: a cheap look
/// before the automaton runs. Any of them may be empty. In lower case where case does not matter.
struct GlobRequirements {
    CaseSensitivity sensitivity = CaseSensitivity::Sensitive;
    std::string prefix;
    std::string middle;
    std::string suffix;

    /// False only for a text that the pattern does not match.
    [[nodiscard]] bool admit(std::string_view text) const;
};

GlobRequirements find_glob_requirements(const GlobTokens& pattern, CaseSensitivity sensitivity);

}  // namespace wee
