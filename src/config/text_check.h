#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/findings.h"

namespace wee {

/// Why a text cannot be given to the TOML parser.
struct TextFault {
    Position position;
    std::string message;
};

/// The first byte that is not UTF-8, NUL byte, or place where brackets and dotted keys nest deeper than
/// kMaximumNesting: a parser that recurses must not see the latter. Nothing when all is well.
std::optional<TextFault> find_text_fault(std::string_view text);

}  // namespace wee
