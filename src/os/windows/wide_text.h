#pragma once

#include <string>
#include <string_view>

namespace wee {

/// UTF-8 as Windows' wide functions want it; what is not valid UTF-8 becomes U+FFFD.
std::wstring to_wide(std::string_view utf8);
/// Back; a lone surrogate becomes U+FFFD.
std::string from_wide(std::wstring_view wide);

}  // namespace wee
