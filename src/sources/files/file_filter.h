#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "base/glob.h"
#include "sources/files/directory_tree.h"
#include "sources/files/ignore_list.h"

namespace wee {

/// Which files a watcher reports: those that the pattern names and the ignore list does not, in the
/// directories' scope. A root's own path is never ignored. Immutable.
class FileFilter {
public:
    explicit FileFilter(std::optional<Glob> pattern, IgnoreList ignore = {})
        : pattern_(std::move(pattern)), ignore_(std::move(ignore)) {}

    [[nodiscard]] bool passes(const DirectoryTree& tree, DirectoryId directory, std::string_view name) const {
        if (!tree.watches_all(directory)) {
            return tree.watches(directory, name) && has_wanted_name(tree, directory, name);
        }
        return !ignores(IgnoreList::Target::Files, tree, directory, name) &&
               has_wanted_name(tree, directory, name);
    }
    /// False for a directory that is not to be watched at all, with everything in it.
    [[nodiscard]] bool enters(const DirectoryTree& tree, DirectoryId parent, std::string_view name) const {
        return !ignores(IgnoreList::Target::Directories, tree, parent, name);
    }
    /// Whether a directory that is entered is reported itself, where directories are.
    [[nodiscard]] bool has_wanted_name(const DirectoryTree& tree, DirectoryId directory,
                                       std::string_view name) const {
        if (!pattern_) {
            return true;
        }
        return pattern_->has_separator() ? pattern_->matches(tree.path_of(directory, name))
                                         : pattern_->matches(name);
    }
    /// A file that is moved with its directory may pass now and not have passed before.
    [[nodiscard]] bool asks_for_path() const {
        return (pattern_ && pattern_->has_separator()) || ignore_.has_paths(IgnoreList::Target::Files) ||
               ignore_.has_paths(IgnoreList::Target::Directories);
    }

private:
    [[nodiscard]] bool ignores(IgnoreList::Target target, const DirectoryTree& tree, DirectoryId directory,
                               std::string_view name) const {
        return ignore_.names(target, name) ||
               (ignore_.has_paths(target) && ignore_.has_path(target, tree.path_of(directory, name)));
    }

    std::optional<Glob> pattern_;
    IgnoreList ignore_;
};

}  // namespace wee
