#include "sources/files/root_paths.h"

#include <algorithm>

#include "sources/files/path_expansion.h"

namespace wee {
namespace {

void warn(Log& log, const FileWatcherOptions& options, const std::string& path, const std::string& message) {
    log.warn("path_not_watched", message, {{"source", options.name}, {"path", path}});
}

}  // namespace

Result<std::vector<std::string>> expand_root_paths(const FileWatcherOptions& options,
                                                   const Environment& environment, Log& log) {
    std::vector<std::string> roots;
    bool is_any_expanded = false;
    for (const std::string& path : options.paths) {
        const Result<std::string> expanded =
            path.empty() ? Result<std::string>(Error("it is empty")) : expand_variables(path, environment);
        if (!expanded) {
            warn(log, options, path, "cannot watch '" + path + "': " + expanded.error().message());
            continue;
        }
        is_any_expanded = true;
        const std::vector<std::string> found = expand_wildcards(expanded.value());
        if (found.empty()) {
            warn(log, options, path, "nothing matches '" + path + "' now, so it is not watched");
        }
        roots.insert(roots.end(), found.begin(), found.end());
    }
    if (!is_any_expanded) {
        return Error("it has no path that it could watch; give it one in 'paths'");
    }
    std::ranges::sort(roots);
    roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    return roots;
}

}  // namespace wee
