#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "sources/desktop/window.h"

namespace wee {

/// sway numbers its containers and tells their process; i3's windows are X11's and have no process.
enum class I3Dialect : std::uint8_t { Sway, I3 };

enum class I3Change : std::uint8_t { New, Close, Focus, Title, Move, Other };

/// A `window` event. Its window has no `exe` yet; id 0: it is about no window.
struct I3WindowEvent {
    I3Change change = I3Change::Other;
    Window window{};
};

/// What the JSON of a message says; each fails with "it sent ..." for what is none, or lacks what it must have.
Result<void> check_i3_success(std::string_view json);
/// The windows, without their `exe`, and which has the focus.
Result<DesktopState> read_i3_tree(std::string_view json, I3Dialect dialect);
Result<I3WindowEvent> read_i3_window_event(std::string_view json, I3Dialect dialect);
Result<I3Change> read_i3_change(std::string_view json);

}  // namespace wee
