#pragma once

namespace wee {

/// Whether a pattern tells upper case from lower case.
enum class CaseSensitivity { Sensitive, Insensitive };

}  // namespace wee
