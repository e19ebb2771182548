#include "tests/contract/linux/x11_client.h"

#include <cstdlib>

namespace wee {

X11Client::X11Client(const std::string& display) : connection_(xcb_connect(display.c_str(), nullptr)) {
    if (xcb_connection_has_error(connection_) == 0) {
        root_ = xcb_setup_roots_iterator(xcb_get_setup(connection_)).data->root;
    }
}

xcb_window_t X11Client::create(Kind kind, xcb_window_t parent) {
    const xcb_window_t window = xcb_generate_id(connection_);
    const std::uint32_t override_redirect = kind == Kind::Menu ? 1 : 0;
    xcb_create_window(connection_, XCB_COPY_FROM_PARENT, window, parent == 0 ? root_ : parent, 10, 10, 100,
                      100, 0, XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT, XCB_CW_OVERRIDE_REDIRECT,
                      &override_redirect);
    return window;
}

void X11Client::show(xcb_window_t window) {
    xcb_map_window(connection_, window);
    finish();
}

void X11Client::hide(xcb_window_t window) {
    xcb_unmap_window(connection_, window);
    finish();
}

void X11Client::destroy(xcb_window_t window) {
    xcb_destroy_window(connection_, window);
    finish();
}

void X11Client::focus(xcb_window_t window) {
    xcb_set_input_focus(connection_, XCB_INPUT_FOCUS_POINTER_ROOT, window, XCB_CURRENT_TIME);
    finish();
}

void X11Client::set(xcb_window_t window, const std::string& name, const std::string& type,
                    std::string_view bytes) {
    xcb_change_property(connection_, XCB_PROP_MODE_REPLACE, window, atom(name), atom(type), 8,
                        static_cast<std::uint32_t>(bytes.size()), bytes.data());
    finish();
}

void X11Client::set_number(xcb_window_t window, const std::string& name, const std::string& type,
                           std::uint32_t number) {
    xcb_change_property(connection_, XCB_PROP_MODE_REPLACE, window, atom(name), atom(type), 32, 1, &number);
    finish();
}

xcb_atom_t X11Client::atom(const std::string& name) {
    xcb_intern_atom_reply_t* reply = xcb_intern_atom_reply(
        connection_, xcb_intern_atom(connection_, 0, static_cast<std::uint16_t>(name.size()), name.c_str()),
        nullptr);
    const xcb_atom_t atom = reply != nullptr ? reply->atom : xcb_atom_t{XCB_ATOM_NONE};
    std::free(reply);
    return atom;
}

void X11Client::finish() {
    std::free(xcb_get_input_focus_reply(connection_, xcb_get_input_focus(connection_), nullptr));
}

}  // namespace wee
