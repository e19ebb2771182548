#pragma once

#include <string>

namespace re2 {
class RE2;
}

namespace wee {

/// A text that no match can be without, as Regex::required_literal promises it; empty when there is none of at
/// least three bytes. REQUIRES: program.ok().
std::string find_required_literal(const re2::RE2& program);

}  // namespace wee
