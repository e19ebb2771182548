#include "sources/desktop/linux/x11_windows.h"

#include <limits.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "os/linux/process_executable.h"
#include "sources/desktop/window_text.h"

namespace wee {
namespace {

constexpr std::size_t kMostTextBytes = kMaximumWindowTextBytes + 4;
constexpr std::size_t kMostAtoms = 1024;
constexpr std::size_t kMostHostNameBytes = 256;
constexpr int kDeepestFocus = 32;

xcb_window_t root_of(xcb_connection_t* connection, int screen) {
    xcb_screen_iterator_t screens = xcb_setup_roots_iterator(xcb_get_setup(connection));
    for (int number = 0; screens.rem > 0; ++number, xcb_screen_next(&screens)) {
        if (number == screen) {
            return screens.data->root;
        }
    }
    return 0;
}

std::string_view first_label(std::string_view host) {
    return host.substr(0, host.find('.'));
}

// Programs name the host with its domain or without.
bool is_this_host(std::string_view machine) {
    std::array<char, HOST_NAME_MAX + 1> name{};
    ::gethostname(name.data(), name.size() - 1);
    return !machine.empty() && first_label(machine) == first_label(name.data());
}

// WM_CLASS is two texts, the instance ("xterm") and the class ("XTerm"): the second is what stays the same
// for all windows of a program.
std::string_view class_of(std::string_view instance_and_class) {
    const std::size_t end = instance_and_class.find('\0');
    return end == std::string_view::npos ? instance_and_class : instance_and_class.substr(end + 1);
}

}  // namespace

X11Windows::X11Windows(xcb_connection_t* connection, int screen)
    : connection_(connection), root_(root_of(connection, screen)), properties_(connection) {}

std::optional<std::vector<std::uint32_t>> X11Windows::root_numbers(X11Atom property, std::size_t most) const {
    const auto found = properties_.answer(properties_.ask(root_, property, most * sizeof(std::uint32_t)));
    return found ? std::optional(found->numbers()) : std::nullopt;
}

xcb_window_t X11Windows::manager() const {
    const auto supported = root_numbers(X11Atom::NetSupported, kMostAtoms);
    const auto claimed = root_numbers(X11Atom::NetSupportingWmCheck, 1);
    if (!supported || !claimed || claimed->empty() ||
        std::ranges::count(*supported, properties_.atom(X11Atom::NetClientList)) == 0) {
        return 0;
    }
    // One that crashed left its word on the root; its window is gone.
    const auto check = properties_.answer(
        properties_.ask(claimed->front(), X11Atom::NetSupportingWmCheck, sizeof(std::uint32_t)));
    return check && check->numbers() == *claimed ? claimed->front() : 0;
}

std::optional<std::vector<xcb_window_t>> X11Windows::listed() const {
    return root_numbers(X11Atom::NetClientList, kMostWindows);
}

std::optional<std::vector<xcb_window_t>> X11Windows::shown() const {
    const X11Reply<xcb_query_tree_reply_t> tree(
        xcb_query_tree_reply(connection_, xcb_query_tree(connection_, root_), nullptr));
    if (!tree) {
        return std::nullopt;
    }
    const xcb_window_t* children = xcb_query_tree_children(tree.get());
    const auto count =
        std::min(static_cast<std::size_t>(xcb_query_tree_children_length(tree.get())), kMostWindows);
    std::vector<xcb_get_window_attributes_cookie_t> questions;
    questions.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
        questions.push_back(xcb_get_window_attributes(connection_, children[index]));
    }
    std::vector<xcb_window_t> windows;
    for (std::size_t index = 0; index < count; ++index) {
        xcb_generic_error_t* error = nullptr;
        const X11Reply<xcb_get_window_attributes_reply_t> reply(
            xcb_get_window_attributes_reply(connection_, questions[index], &error));
        std::free(error);
        if (reply && reply->map_state == XCB_MAP_STATE_VIEWABLE && reply->override_redirect == 0 &&
            reply->_class == XCB_WINDOW_CLASS_INPUT_OUTPUT) {
            windows.push_back(children[index]);
        }
    }
    return windows;
}

bool X11Windows::is_shown(xcb_window_t window) const {
    xcb_generic_error_t* error = nullptr;
    const X11Reply<xcb_get_window_attributes_reply_t> reply(
        xcb_get_window_attributes_reply(connection_, xcb_get_window_attributes(connection_, window), &error));
    std::free(error);
    return reply && reply->map_state == XCB_MAP_STATE_VIEWABLE;
}

std::optional<xcb_window_t> X11Windows::active() const {
    const auto numbers = root_numbers(X11Atom::NetActiveWindow, 1);
    return numbers ? std::optional(numbers->empty() ? 0 : numbers->front()) : std::nullopt;
}

std::optional<xcb_window_t> X11Windows::with_input_focus() const {
    const X11Reply<xcb_get_input_focus_reply_t> focus(
        xcb_get_input_focus_reply(connection_, xcb_get_input_focus(connection_), nullptr));
    if (!focus) {
        return std::nullopt;
    }
    xcb_window_t window = focus->focus;
    for (int depth = 0; depth < kDeepestFocus && window > XCB_INPUT_FOCUS_POINTER_ROOT && window != root_;
         ++depth) {
        xcb_generic_error_t* error = nullptr;
        const X11Reply<xcb_query_tree_reply_t> tree(
            xcb_query_tree_reply(connection_, xcb_query_tree(connection_, window), &error));
        std::free(error);
        if (!tree || tree->parent == root_) {
            return tree ? window : 0;
        }
        window = tree->parent;
    }
    return 0;
}

void X11Windows::select(xcb_window_t window, std::uint32_t event_mask) const {
    const std::uint32_t mask = event_mask | XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_change_window_attributes(connection_, window, XCB_CW_EVENT_MASK, &mask);
}

std::optional<Window> X11Windows::describe(xcb_window_t window) const {
    const auto net_name_question = properties_.ask(window, X11Atom::NetWmName, kMostTextBytes);
    const auto name_question = properties_.ask(window, XCB_ATOM_WM_NAME, kMostTextBytes);
    const auto class_question = properties_.ask(window, XCB_ATOM_WM_CLASS, kMostTextBytes);
    const auto pid_question = properties_.ask(window, X11Atom::NetWmPid, sizeof(std::uint32_t));
    const auto machine_question = properties_.ask(window, XCB_ATOM_WM_CLIENT_MACHINE, kMostHostNameBytes);
    const auto net_name = properties_.answer(net_name_question);
    const auto name = properties_.answer(name_question);
    auto classes = properties_.answer(class_question);
    const auto pid = properties_.answer(pid_question);
    const auto machine = properties_.answer(machine_question);
    if (!net_name || !name || !classes || !pid || !machine) {
        return std::nullopt;
    }
    Window described{.id = window, .title = title_from(*net_name, *name)};
    classes->bytes = class_of(classes->bytes);
    described.window_class = properties_.text(*classes);
    const std::vector<std::uint32_t> pids = pid->numbers();
    if (!pids.empty() && is_this_host(properties_.text(*machine))) {
        described.pid = pids.front();
        described.exe = described.pid != 0 ? process_executable(described.pid) : std::string();
    }
    return described;
}

std::optional<std::string> X11Windows::title(xcb_window_t window) const {
    const auto net_name_question = properties_.ask(window, X11Atom::NetWmName, kMostTextBytes);
    const auto name_question = properties_.ask(window, XCB_ATOM_WM_NAME, kMostTextBytes);
    const auto net_name = properties_.answer(net_name_question);
    const auto name = properties_.answer(name_question);
    return net_name && name ? std::optional(title_from(*net_name, *name)) : std::nullopt;
}

std::string X11Windows::title_from(const X11Property& net_name, const X11Property& name) const {
    return properties_.text(net_name.type != XCB_ATOM_NONE ? net_name : name);
}

}  // namespace wee
