#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace wee {

/// The parts of a path with `/` between segments that keys are made of.
struct PathParts {
    std::string_view full;
    std::string_view directory;  ///< Up to the last `/`, that included; empty without one.
    std::string_view name;       ///< What is behind the directory; empty where a `/` ends the path.
    std::optional<std::string_view> parent;  ///< The directory's last segment; nothing without a directory.

    explicit PathParts(std::string_view path) : full(path) {
        const std::size_t name_begin = path.rfind('/') + 1;  // npos + 1 is 0
        directory = path.substr(0, name_begin);
        name = path.substr(name_begin);
        if (name_begin > 0) {
            const std::string_view above = path.substr(0, name_begin - 1);
            parent = above.substr(above.rfind('/') + 1);
        }
    }

    /// "b/c.txt". REQUIRES: there is a parent.
    [[nodiscard]] std::string_view parent_and_name() const {
        return full.substr(full.size() - name.size() - 1 - parent->size());
    }
};

/// What stands behind a name's last dot; nothing without a dot.
inline std::optional<std::string_view> extension_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::nullopt : std::optional(name.substr(dot + 1));
}

}  // namespace wee
