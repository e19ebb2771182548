#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "base/glob.h"
#include "sources/directory_tree.h"

namespace wee {

/// Which files a watcher reports: those that the pattern names, in the directories' scope. Immutable.
class FileFilter {
public:
    explicit FileFilter(std::optional<Glob> pattern) : pattern_(std::move(pattern)) {}

    [[nodiscard]] bool passes(const DirectoryTree& tree, DirectoryId directory, std::string_view name) const {
        if (!tree.watches(directory, name)) {
            return false;
        }
        if (!pattern_) {
            return true;
        }
        return asks_for_path() ? pattern_->matches(tree.path_of(directory, name)) : pattern_->matches(name);
    }
    /// A file that is moved with its directory may pass now and not have passed before.
    [[nodiscard]] bool asks_for_path() const { return pattern_ && pattern_->has_separator(); }

private:
    std::optional<Glob> pattern_;
};

}  // namespace wee
