#pragma once

#include <string>
#include <string_view>

#include <xcb/xcb.h>

namespace wee {

/// A program of X11 that does what programs do, and what none should. Its windows go with it.
class X11Client {
public:
    explicit X11Client(const std::string& display);
    ~X11Client() { xcb_disconnect(connection_); }
    X11Client(const X11Client&) = delete;
    X11Client& operator=(const X11Client&) = delete;

    enum class Kind { TopLevel, Menu };
    /// `parent` 0: the root.
    xcb_window_t create(Kind kind = Kind::TopLevel, xcb_window_t parent = 0);
    void show(xcb_window_t window);
    void hide(xcb_window_t window);
    void destroy(xcb_window_t window);
    void focus(xcb_window_t window);
    /// A property of bytes; `type` and `name` by their names.
    void set(xcb_window_t window, const std::string& name, const std::string& type, std::string_view bytes);
    void set_number(xcb_window_t window, const std::string& name, const std::string& type,
                    std::uint32_t number);
    void set_title(xcb_window_t window, std::string_view title) {
        set(window, "_NET_WM_NAME", "UTF8_STRING", title);
    }
    [[nodiscard]] xcb_window_t root() const { return root_; }
    [[nodiscard]] xcb_atom_t atom(const std::string& name);
    /// Returns when the server has done all of the above.
    void finish();

private:
    xcb_connection_t* connection_;
    xcb_window_t root_ = 0;
};

}  // namespace wee
