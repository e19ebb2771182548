#include "sources/windows/unsupported_file_watcher.h"

#include "sources/unsupported_source.h"

namespace wee {

std::unique_ptr<Source> make_unsupported_file_watcher(const FileWatcherOptions& options) {
    return make_unsupported_source(options.name,
                                   "this build cannot watch files on Windows yet; run it on Linux, or set "
                                   "enabled = false for this source");
}

}  // namespace wee
