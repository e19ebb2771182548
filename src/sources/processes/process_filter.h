#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/glob.h"
#include "base/result.h"

namespace wee {

/// Which processes a monitor reports, by name: exact names or globs, as in a trigger's `process_name`. Names
/// that end in ".exe" do not tell upper case from lower case, all others do. Immutable.
class ProcessFilter {
public:
    /// Everything passes until a name is added.
    ProcessFilter() = default;

    /// Fails with Glob's sentence when the pattern is none.
    Result<void> add(std::string_view pattern);

    /// Allocates nothing.
    [[nodiscard]] bool passes(std::string_view name) const;
    [[nodiscard]] bool passes_everything() const { return patterns_.empty(); }

    /// All that it passes, when that can be said so: for a kernel that compares bytes. Nothing: it cannot.
    [[nodiscard]] std::optional<std::vector<std::string>> exact_names() const;

private:
    struct Pattern {
        std::string text;
        std::optional<Glob> glob;  ///< None: the name is as the text, byte by byte.
    };
    std::vector<Pattern> patterns_;
};

}  // namespace wee
