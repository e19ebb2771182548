#pragma once

#include <optional>
#include <string_view>

#include "config/findings.h"

namespace wee {

/// Where brackets, braces and the dots of keys nest deeper than kMaximumNesting; nothing when they nowhere
/// do. Knows TOML's strings and comments; REQUIRES valid UTF-8. Linear in the text.
std::optional<Position> find_excessive_nesting(std::string_view text);

}  // namespace wee
