#pragma once

#include <memory>

#include "sources/files/directory_lister.h"

namespace wee {

/// Reads directories by statx(2). Has no state.
std::shared_ptr<const DirectoryLister> make_linux_directory_lister();

}  // namespace wee
