#pragma once

#include <string>

#include "base/glob.h"
#include "rules/lookup_key.h"

namespace wee {

KeyAlternatives keys_of_glob(const Subject& subject, const Glob& glob);

/// Adds the keys of a text that ends with this one.
void add_end_keys(KeyOptions& options, const Subject& subject, CaseSensitivity sensitivity,
                  const std::string& text, bool proves);

}  // namespace wee
