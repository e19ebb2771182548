#pragma once

#include <cstddef>

namespace wee {

/// What bounds a value that leaves or enters a script's state: it is held twice, and outside of Lua's limit.
inline constexpr std::size_t kMostValueDepth = 100;  ///< Tables in tables.
inline constexpr std::size_t kMostValues = 1'000'000;
inline constexpr std::size_t kMostValueBytes = 16 * 1024 * 1024;  ///< Of all its texts.

}  // namespace wee
