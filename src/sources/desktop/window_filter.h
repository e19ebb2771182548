#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "base/path_text.h"
#include "base/regex.h"
#include "sources/desktop/window.h"

namespace wee {

/// Which windows a watcher is asked about. What is not known of a window counts as the empty text.
class WindowFilter {
public:
    WindowFilter() = default;
    WindowFilter(std::optional<Regex> title, std::optional<Regex> process)
        : title_(std::move(title)), process_(std::move(process)) {}

    [[nodiscard]] bool accepts(const Window& window) const {
        return matches(title_, window.title) && matches(process_, path_file_name(window.exe));
    }

private:
    static bool matches(const std::optional<Regex>& pattern, std::string_view text) {
        return !pattern || pattern->matches_part_of(text);
    }

    std::optional<Regex> title_;
    std::optional<Regex> process_;
};

}  // namespace wee
