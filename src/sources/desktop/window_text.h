#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wee {

/// No title or class is longer in an event; a program may set one of any length.
inline constexpr std::size_t kMaximumWindowTextBytes = 4096;

/// A title or class as events carry it: up to its first NUL, bytes that are no UTF-8 as U+FFFD, and cut to
/// kMaximumWindowTextBytes between two characters. Reads little more of `bytes` than that.
std::string clean_window_text(std::string_view bytes);

}  // namespace wee
