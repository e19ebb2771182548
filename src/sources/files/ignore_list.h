#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/glob.h"

namespace wee {

/// Which files and directories a file watcher leaves out, by globs. One without `/` is held against the name,
/// one with `/` against the whole path. A few comparisons for a name that none of them can match. Copies are
/// cheap; a const list may be asked by any number of threads.
class IgnoreList {
public:
    enum class Target { Files, Directories };

    /// The temporary files of editors, and the directories of version control.
    static const IgnoreList& standard();
    /// What `standard` holds, as the configuration writes it: a directory has a `/` at its end.
    static std::span<const std::string_view> standard_patterns();

    /// `Directories`: with all that is in them.
    void add(Glob pattern, Target target);

    [[nodiscard]] bool names(Target target, std::string_view name) const {
        return matches(of(target).names, name);
    }
    /// The path need not be made where this is false.
    [[nodiscard]] bool has_paths(Target target) const { return !of(target).paths.empty(); }
    [[nodiscard]] bool has_path(Target target, std::string_view path) const {
        return matches(of(target).paths, path);
    }

private:
    struct Pattern {
        Glob glob;
        char first;  // that the text must begin with, in lower case; 0: anything
        char last;
    };
    using Patterns = std::vector<Pattern>;
    struct Kind {
        Patterns names;
        Patterns paths;
    };

    static bool matches(const Patterns& patterns, std::string_view text);
    [[nodiscard]] const Kind& of(Target target) const {
        return target == Target::Files ? files_ : directories_;
    }

    Kind files_;
    Kind directories_;
};

}  // namespace wee
