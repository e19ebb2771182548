#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "os/environment.h"
#include "sources/desktop/linux/window_connection.h"
#include "sources/desktop/linux/x11_display.h"
#include "sources/desktop/linux/x11_windows.h"

namespace wee {

/// The windows of an X server, by what its window manager says of them (EWMH). Nothing is polled: the server
/// tells when a property changes, and only then it is asked.
class X11Connection final : public WindowConnection {
public:
    /// While window managers replace each other their lists are not whole: the first look waits that long,
    static constexpr std::chrono::milliseconds kManagerChangeTime{250};
    /// and so long a window that is missing in the list, but shown, has not gone.
    static constexpr std::chrono::milliseconds kListingTime{5'000};

    /// Both references must outlive the object.
    X11Connection(X11Display display, const Environment& environment, const Clock& clock);

    [[nodiscard]] std::string backend() const override { return "x11"; }
    [[nodiscard]] std::string peer() const override { return "the X server at " + display_.text; }
    Result<DesktopState> open() override;
    [[nodiscard]] bool is_desktop_gone() const override { return failure_.is_nobody_listening; }
    [[nodiscard]] int descriptor() const override;
    Result<Outcome> read(WindowTracker& tracker) override;
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const override;
    void interrupt() override { interrupter_.interrupt(); }
    void clear_interrupt() override;
    std::optional<std::string> title(WindowHandle id) override;

private:
    [[nodiscard]] bool is_broken() const;
    void follow_manager();
    [[nodiscard]] std::uint32_t client_mask() const;
    void take(const xcb_generic_event_t& event, WindowTracker& tracker);
    void take_property(const xcb_property_notify_event_t& event, WindowTracker& tracker);
    /// True when the server was asked for something.
    bool refresh(WindowTracker& tracker);
    [[nodiscard]] bool has_gone(xcb_window_t window);
    void refresh_windows(WindowTracker& tracker);
    void refresh_focus(WindowTracker& tracker);
    [[nodiscard]] std::optional<std::vector<xcb_window_t>> windows() const;
    [[nodiscard]] std::optional<xcb_window_t> focused() const;

    const X11Display display_;
    const Environment& environment_;
    const Clock& clock_;
    SocketInterrupter interrupter_;
    X11ConnectFailure failure_;
    X11ConnectionHandle connection_;
    std::optional<X11Windows> windows_;
    xcb_window_t manager_ = 0;
    bool manager_may_differ_ = false;
    bool windows_may_differ_ = false;
    bool focus_may_differ_ = false;
    bool is_selecting_anew_ = false;
    SteadyTime not_before_{};
    SteadyTime lists_are_whole_at_{};
    bool has_unlisted_windows_ = false;
};

}  // namespace wee
