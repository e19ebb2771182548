#pragma once

#include <string_view>

#include "base/result.h"
#include "rules/trigger.h"

namespace wee {

/// `key_path` and `value_name`, whose texts have `\` in them, which a Glob would take for an escape. The only
/// wildcards are `*` and `?`, as brackets and braces stand in many keys; without one the text is exact.

/// "HKEY_LOCAL_MACHINE\SOFTWARE" -> "HKLM\SOFTWARE", as events have it; other texts stay. Ignores case.
std::string with_short_root(std::string_view key_path);

/// True for a path below a root of the Windows registry, whose names do not tell upper case from lower case.
bool has_registry_root(std::string_view key_path);

/// `*` and `?` stay within one key, `**` does not; `key\**` is the key and all below it. The separator is `\`,
/// or `/` where the path begins with one.
Result<TextPattern> registry_key_pattern(std::string_view key_path, CaseSensitivity sensitivity);

/// `*` is any run of characters.
Result<TextPattern> registry_value_pattern(std::string_view name, CaseSensitivity sensitivity);

}  // namespace wee
