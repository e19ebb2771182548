#include "sources/desktop/linux/x11_connection.h"

#include <algorithm>
#include <utility>

namespace wee {
namespace {

constexpr int kEventsAtOnce = 1024;
constexpr std::uint8_t kSentByClient = 0x80;

}  // namespace

X11Connection::X11Connection(X11Display display, const Environment& environment, const Clock& clock)
    : display_(std::move(display)), environment_(environment), clock_(clock) {}

Result<DesktopState> X11Connection::open() {
    failure_ = {};
    windows_.reset();
    connection_ = connect_to_x11(display_, environment_, interrupter_, failure_);
    if (!connection_) {
        return Error(failure_.message);
    }
    windows_.emplace(connection_.get(), display_.screen);
    if (windows_->root() == 0) {
        return Error(peer() + " has no screen " + std::to_string(display_.screen));
    }
    windows_->select(windows_->root(), 0);
    manager_ = 0;
    follow_manager();
    is_selecting_anew_ = windows_may_differ_ = focus_may_differ_ = manager_may_differ_ = false;
    DesktopState state;
    for (const xcb_window_t window : windows().value_or(std::vector<xcb_window_t>())) {
        windows_->select(window, client_mask());
        if (std::optional<Window> described = windows_->describe(window)) {
            state.windows.push_back(std::move(*described));
        }
    }
    if (const xcb_window_t window = focused().value_or(0); window != 0) {
        state.focused = window;
    }
    not_before_ = lists_are_whole_at_ = clock_.steady_now();
    has_unlisted_windows_ = false;
    return is_broken() ? Result<DesktopState>(Error(peer() + " closed the connection")) : std::move(state);
}

int X11Connection::descriptor() const {
    return xcb_get_file_descriptor(connection_.get());
}

void X11Connection::clear_interrupt() {
    windows_.reset();
    connection_.reset();
    interrupter_.reset();
}

bool X11Connection::is_broken() const {
    return !connection_ || xcb_connection_has_error(connection_.get()) != 0;
}

Result<WindowConnection::Outcome> X11Connection::read(WindowTracker& tracker) {
    int count = 0;
    while (!is_broken() && count < kEventsAtOnce) {
        const X11Reply<xcb_generic_event_t> event(xcb_poll_for_event(connection_.get()));
        if (!event) {
            break;
        }
        take(*event, tracker);
        ++count;
    }
    const bool has_asked = !is_broken() && refresh(tracker);
    if (is_broken()) {
        return Error(peer() + " closed the connection");
    }
    xcb_flush(connection_.get());
    // With an answer libxcb may have read events too, and then nothing is readable though they wait.
    return count > 0 || has_asked ? Outcome::Something : Outcome::Nothing;
}

std::optional<SteadyTime> X11Connection::next_deadline() const {
    if (windows_may_differ_ || focus_may_differ_) {
        return not_before_;
    }
    return has_unlisted_windows_ ? std::optional(lists_are_whole_at_) : std::nullopt;
}

std::optional<std::string> X11Connection::title(WindowHandle id) {
    return windows_ ? windows_->title(static_cast<xcb_window_t>(id)) : std::nullopt;
}

// Without a manager the root's children are the windows, and the server itself tells of the focus.
void X11Connection::follow_manager() {
    manager_ = windows_->manager();
    std::uint32_t mask = 0;
    if (manager_ == 0) {
        mask = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
    } else {
        windows_->select(manager_, XCB_EVENT_MASK_STRUCTURE_NOTIFY);  // tells when it ends
    }
    windows_->select(windows_->root(), mask);
}

std::uint32_t X11Connection::client_mask() const {
    return manager_ == 0 ? XCB_EVENT_MASK_FOCUS_CHANGE : 0;
}

void X11Connection::take(const xcb_generic_event_t& event, WindowTracker& tracker) {
    switch (event.response_type & ~kSentByClient) {
        case XCB_PROPERTY_NOTIFY:
            take_property(reinterpret_cast<const xcb_property_notify_event_t&>(event), tracker);
            break;
        case XCB_DESTROY_NOTIFY:
            manager_may_differ_ =
                manager_may_differ_ ||
                reinterpret_cast<const xcb_destroy_notify_event_t&>(event).window == manager_;
            windows_may_differ_ = windows_may_differ_ || manager_ == 0;
            break;
        case XCB_MAP_NOTIFY:
        case XCB_UNMAP_NOTIFY:
        case XCB_REPARENT_NOTIFY:
            windows_may_differ_ = windows_may_differ_ || manager_ == 0;
            break;
        case XCB_FOCUS_IN:
        case XCB_FOCUS_OUT:
            focus_may_differ_ = true;
            break;
        default:  // errors too: about windows that went while they were asked
            break;
    }
}

void X11Connection::take_property(const xcb_property_notify_event_t& event, WindowTracker& tracker) {
    const X11Properties& names = windows_->properties();
    if (event.window != windows_->root()) {
        if (event.atom == names.atom(X11Atom::NetWmName) || event.atom == XCB_ATOM_WM_NAME) {
            tracker.title_changed(event.window);
        }
        return;
    }
    windows_may_differ_ = windows_may_differ_ || event.atom == names.atom(X11Atom::NetClientList);
    focus_may_differ_ = focus_may_differ_ || event.atom == names.atom(X11Atom::NetActiveWindow);
    manager_may_differ_ = manager_may_differ_ || event.atom == names.atom(X11Atom::NetSupported) ||
                          event.atom == names.atom(X11Atom::NetSupportingWmCheck);
}

bool X11Connection::refresh(WindowTracker& tracker) {
    const bool has_looked_for_manager = manager_may_differ_;
    if (std::exchange(manager_may_differ_, false)) {
        const xcb_window_t former = manager_;
        follow_manager();
        if (manager_ != former) {
            not_before_ = clock_.steady_now() + kManagerChangeTime;
            lists_are_whole_at_ = clock_.steady_now() + kListingTime;
            windows_may_differ_ = focus_may_differ_ = is_selecting_anew_ = true;
        }
    }
    if (has_unlisted_windows_ && clock_.steady_now() >= lists_are_whole_at_) {
        windows_may_differ_ = true;
    }
    const bool has_to_look = (windows_may_differ_ || focus_may_differ_) && clock_.steady_now() >= not_before_;
    if (has_to_look && windows_may_differ_) {
        refresh_windows(tracker);
    }
    if (has_to_look && focus_may_differ_) {
        refresh_focus(tracker);
    }
    return has_to_look || has_looked_for_manager;
}

// A manager that has just come lists the windows one by one.
bool X11Connection::has_gone(xcb_window_t window) {
    const bool is_only_unlisted = clock_.steady_now() < lists_are_whole_at_ && windows_->is_shown(window);
    has_unlisted_windows_ = has_unlisted_windows_ || is_only_unlisted;
    return !is_only_unlisted;
}

void X11Connection::refresh_windows(WindowTracker& tracker) {
    std::optional<std::vector<xcb_window_t>> now = windows();
    if (!now) {
        return;
    }
    windows_may_differ_ = has_unlisted_windows_ = false;
    const bool is_selecting_all = std::exchange(is_selecting_anew_, false);
    std::ranges::sort(*now);
    for (const WindowHandle id : tracker.ids()) {
        const auto window = static_cast<xcb_window_t>(id);
        if (!std::ranges::binary_search(*now, window) && has_gone(window)) {
            tracker.vanished(id);
        }
    }
    for (const xcb_window_t window : *now) {
        const bool is_new = !tracker.knows(window);
        if (is_new || is_selecting_all) {
            windows_->select(window, client_mask());
            focus_may_differ_ =
                focus_may_differ_ || manager_ == 0;  // it may have got it before we could see that
        }
        if (std::optional<Window> described = is_new ? windows_->describe(window) : std::nullopt) {
            tracker.appeared(std::move(*described));
        }
    }
}

void X11Connection::refresh_focus(WindowTracker& tracker) {
    if (const std::optional<xcb_window_t> window = focused()) {
        focus_may_differ_ = false;
        tracker.focus_is(*window != 0 ? std::optional<WindowHandle>(*window) : std::nullopt);
    }
}

std::optional<std::vector<xcb_window_t>> X11Connection::windows() const {
    return manager_ != 0 ? windows_->listed() : windows_->shown();
}

std::optional<xcb_window_t> X11Connection::focused() const {
    return manager_ != 0 ? windows_->active() : windows_->with_input_focus();
}

}  // namespace wee
