#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/clock.h"
#include "sources/desktop/title_limiter.h"
#include "sources/desktop/window.h"
#include "sources/desktop/window_filter.h"
#include "sources/desktop/window_reports.h"

namespace wee {

/// Asks the desktop for a window's title. Port; each backend's connection is one.
class WindowTitles {
public:
    virtual ~WindowTitles() = default;
    /// Clean (`clean_window_text`). Nothing: there is no such window any more.
    virtual std::optional<std::string> title(WindowHandle id) = 0;
};

/// Knows the windows and turns what the backend saw into events. Not synchronised.
///
/// Exactly one WindowCreated and WindowDestroyed for each window that the filter accepts, except that windows
/// of the start are not reported as created. A window that came to be accepted later has no WindowCreated;
/// every window that was ever accepted has its WindowDestroyed. WindowTitleChanged comes when the filter
/// accepts the old title or the new one. Every WindowFocused is followed by one WindowUnfocused of the same
/// window before the next: when the focus goes to another window, accepted or not, or nowhere, when the
/// window closes (before its WindowDestroyed) and when its title is no longer accepted.
class WindowTracker {
public:
    /// All but the filter must outlive the object.
    WindowTracker(WindowFilter filter, WindowReports& reports, WindowTitles& titles, const Clock& clock);

    /// What is there already: known from now on, not reported.
    void begin(DesktopState state);
    /// What is there after a time of blindness: the difference is reported. A window of the same id is
    /// another one when its process or its class is.
    void replace(DesktopState state);

    /// A known window is left as it is.
    void appeared(Window window);
    void vanished(WindowHandle id);
    /// `title`: the new one, clean, where the backend has it; it is asked for otherwise, when it is due.
    void title_changed(WindowHandle id, std::optional<std::string> title = std::nullopt);
    /// The window may be one that appears only later. None: no window has the focus.
    void focus_is(std::optional<WindowHandle> id);

    /// Reports the titles that are due.
    void settle_due();
    /// Reports the titles that wait, at the end.
    void settle_all();
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const { return limiter_.next_deadline(); }

    [[nodiscard]] bool knows(WindowHandle id) const { return windows_.contains(id); }
    /// The ids of all known windows, those that the filter excludes too.
    [[nodiscard]] std::vector<WindowHandle> ids() const;

private:
    struct Known {
        Window window;
        bool is_accepted = false;
        bool was_accepted = false;  ///< At any time.
    };
    Known& remember(Window window);
    void settle(WindowHandle id);
    void look_at(TitleLimiter::Change change);
    TitleLimiter::Finding set_title(WindowHandle id, std::string title, std::uint64_t merged_changes);
    void update_focus();
    void unfocus();

    const WindowFilter filter_;
    WindowReports& reports_;
    WindowTitles& titles_;
    const Clock& clock_;
    TitleLimiter limiter_;
    std::map<WindowHandle, Known> windows_;  // in order, so that one difference gives one row of events
    std::optional<WindowHandle> focused_;    // where the focus is
    std::optional<WindowHandle> reported_focused_;  // whose WindowUnfocused is still to come
};

}  // namespace wee
