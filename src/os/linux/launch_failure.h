#pragma once

#include <string_view>

#include "base/result.h"
#include "os/process_launcher.h"

namespace wee {

/// The sentence for a start that failed with this errno. Looks at the file system to tell causes apart that
/// share a number. `program` is the path that was started, `search_path` the child's PATH.
Error explain_launch_failure(int error, const LaunchRequest& request, const std::string& program,
                             std::string_view search_path);

/// The sentence for descriptors, memory or processes that the engine itself could not get for `request`.
Error explain_shortage(int error, const LaunchRequest& request);

}  // namespace wee
