#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sources/desktop/linux/x11_properties.h"
#include "sources/desktop/window.h"

namespace wee {

/// Asks an X server for its windows. Every question waits for its answer; a window that goes meanwhile is an
/// answer that is not there, as is everything once the connection broke. For a connection.
class X11Windows {
public:
    /// More windows than these are not looked at: any program may write the list.
    static constexpr std::size_t kMostWindows = 4096;

    X11Windows(xcb_connection_t* connection, int screen);

    [[nodiscard]] xcb_window_t root() const { return root_; }
    [[nodiscard]] const X11Properties& properties() const { return properties_; }

    /// The window by which a window manager that lists the windows shows that it is there; 0: there is none.
    [[nodiscard]] xcb_window_t manager() const;

    /// The top-level windows: those that the window manager lists, or, without one, the root's children that
    /// are shown and not meant to be left alone (menus and the like are: override-redirect).
    [[nodiscard]] std::optional<std::vector<xcb_window_t>> listed() const;
    [[nodiscard]] std::optional<std::vector<xcb_window_t>> shown() const;

    [[nodiscard]] bool is_shown(xcb_window_t window) const;

    /// Which window has the focus, by the manager's word; 0: none.
    [[nodiscard]] std::optional<xcb_window_t> active() const;
    /// Without one: the root's child that has the input focus, or has it inside.
    [[nodiscard]] std::optional<xcb_window_t> with_input_focus() const;

    /// From now on the server tells of the window's properties, and of what else the mask says.
    void select(xcb_window_t window, std::uint32_t event_mask) const;
    [[nodiscard]] std::optional<Window> describe(xcb_window_t window) const;
    [[nodiscard]] std::optional<std::string> title(xcb_window_t window) const;

private:
    [[nodiscard]] std::optional<std::vector<std::uint32_t>> root_numbers(X11Atom property,
                                                                         std::size_t most) const;
    [[nodiscard]] std::string title_from(const X11Property& net_name, const X11Property& name) const;

    xcb_connection_t* connection_;
    xcb_window_t root_ = 0;
    X11Properties properties_;
};

}  // namespace wee
