#include "rules/path_under.h"

#include <algorithm>

#include "base/glob_literal.h"
#include "base/path_text.h"
#include "base/text.h"

namespace wee {
namespace {

/// A root's separator stands for the one that is looked for behind the directory.
std::string_view without_last_separator(std::string_view directory, bool windows) {
    if (directory.ends_with('/') || (windows && directory.ends_with('\\'))) {
        directory.remove_suffix(1);
    }
    return directory;
}

}  // namespace

bool lies_under(std::string_view path, const PathUnderCondition& condition) {
    const bool windows = is_windows_path(condition.path);
    const std::string_view directory = without_last_separator(condition.path, windows);
    if (path.size() < directory.size() || (path.size() > directory.size() && path[directory.size()] != '/')) {
        return false;
    }
    return std::equal(directory.begin(), directory.end(), path.begin(), [&](char wanted, char given) {
        const bool is_separator = windows && wanted == '\\';
        const bool folds = condition.sensitivity == CaseSensitivity::Insensitive;
        return is_separator ? given == '/'
                            : given == wanted || (folds && to_lower_ascii(given) == to_lower_ascii(wanted));
    });
}

std::string comparable_directory(const PathUnderCondition& condition) {
    const bool windows = is_windows_path(condition.path);
    std::string directory(without_last_separator(condition.path, windows));
    if (windows) {
        std::ranges::replace(directory, '\\', '/');
    }
    return condition.sensitivity == CaseSensitivity::Insensitive ? to_lower_ascii(directory) : directory;
}

}  // namespace wee
