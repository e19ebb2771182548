#pragma once

#include <optional>
#include <string>

namespace wee {

/// The MIT-MAGIC-COOKIE-1 that this file has for a display of this machine, or nothing. A file that is not
/// there or is damaged has none.
std::optional<std::string> read_x11_cookie(const std::string& file, int display_number);

}  // namespace wee
