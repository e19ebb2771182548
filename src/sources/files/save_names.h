#pragma once

#include <string_view>

#include "sources/files/name_set.h"

namespace wee {

/// What programs call the files that they make on the way to a saved one. Names without directories.

/// `backup` is `name` put aside: "a.txt~", "a.txt.bak", "a.txt.~3~".
[[nodiscard]] bool is_backup_of(std::string_view backup, std::string_view name);

/// True when the name may be that of a new version of another file on its way, or of another trace of saving:
/// built around that of a known file ("a.txt.X7fQp2", ".a.txt.tmp", "a.txt~" where `known` has "a.txt"), or as
/// programs call such files ("x.tmp", "sedX7fQp2", vim's "4913"). At most a few look-ups.
[[nodiscard]] bool may_be_temporary(std::string_view name, const NameSet& known);

}  // namespace wee
