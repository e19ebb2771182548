#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wee {

/// The desktop's own number of a window: X11's window id, sway's con_id, a HWND.
using WindowHandle = std::uint64_t;

/// A top-level window as the desktop describes it. Texts are valid UTF-8 (`clean_window_text`) but for `exe`,
/// which has a file name's bytes.
struct Window {
    WindowHandle id = 0;
    std::string title{};
    std::string window_class{};
    std::string exe{};      ///< The program's path, its name alone, or empty where neither is known.
    std::uint32_t pid = 0;  ///< 0: not known.
};

/// Everything that a watcher needs to know at one moment.
struct DesktopState {
    std::vector<Window> windows{};
    std::optional<WindowHandle> focused{};
};

}  // namespace wee
