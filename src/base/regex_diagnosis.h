#pragma once

#include "base/result.h"

namespace re2 {
class RE2;
}

namespace wee {

/// A sentence for what RE2 found wrong with its pattern, with the column (from 1, in characters) where it is
/// at one place. REQUIRES: !failed.ok().
Error explain_regex_failure(const re2::RE2& failed);

Error regex_too_large();

}  // namespace wee
