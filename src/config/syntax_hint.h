#pragma once

#include <string>
#include <string_view>

#include "config/findings.h"

namespace wee {

/// What to write instead, for the slips that people make most often in TOML: an inline table over several
/// lines, a Windows path in double quotes, a text without quotes. Empty when none is recognised.
/// `description` is the parser's own.
std::string syntax_hint(std::string_view text, Position position, std::string_view description);

}  // namespace wee
