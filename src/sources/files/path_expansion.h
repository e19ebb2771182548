#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "os/environment.h"

namespace wee {

/// Replaces a leading `~` (alone or before a `/`), `$NAME`, `${NAME}` and `%NAME%`. Values are not expanded
/// again. Fails when a variable is not set, with a sentence that names it. `$$` is a dollar sign, `%%` a per
/// cent sign; a `%` or `$` that starts no name stays as it is.
Result<std::string> expand_variables(std::string_view text, const Environment& environment);

/// The existing directories and files that a path with wildcards names now, sorted. Without wildcards the
/// path itself (absolute, `.` and `..` resolved as text, no trailing separator), whether it exists or not.
std::vector<std::string> expand_wildcards(const std::string& path);

}  // namespace wee
