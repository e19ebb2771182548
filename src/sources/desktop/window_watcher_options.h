#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/regex.h"

namespace wee {

/// Who tells of the windows.
enum class WindowBackend : std::uint8_t { Automatic, X11, Sway, I3 };

/// What a window watcher is to report, as the configuration says it.
struct WindowWatcherOptions {
    std::string name;
    std::optional<Regex> title_pattern{};  ///< Found anywhere in the title. None: every window.
    std::optional<Regex>
        process_pattern{};  ///< Found anywhere in the program's file name. None: every program.
    WindowBackend backend = WindowBackend::Automatic;
};

}  // namespace wee
