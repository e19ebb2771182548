#pragma once

#include <cstdint>

namespace wee {

/// Tells whether two definitions (of a rule, of a source) say the same. Zero: nothing is known of it, so it is
/// taken for different from every other.
enum class Fingerprint : std::uint64_t { Unknown = 0 };

}  // namespace wee
