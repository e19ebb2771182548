#include "sources/desktop/linux/i3_connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "os/linux/process_executable.h"
#include "sources/desktop/linux/local_socket.h"

namespace wee {
namespace {

constexpr int kReadsAtOnce = 16;
constexpr std::size_t kReadSize = std::size_t{64} * 1024;
// "workspace": an empty one takes the focus from every window, and no window event says so.
constexpr std::string_view kEvents = R"(["window","workspace"])";

void wait_until_ready(int socket, short what) {
    pollfd descriptor{socket, what, 0};
    ::poll(&descriptor, 1, -1);  // the interrupter ends it
}

void find_executables(DesktopState& state) {
    for (Window& window : state.windows) {
        window.exe = window.pid != 0 ? process_executable(window.pid) : std::string();
    }
}

}  // namespace

I3Connection::I3Connection(I3Dialect dialect, FindSockets find_sockets, const Clock& clock)
    : dialect_(dialect), find_sockets_(std::move(find_sockets)), clock_(clock) {}

std::string I3Connection::peer() const {
    return backend() + (path_.empty() ? std::string() : " at " + path_);
}

Result<DesktopState> I3Connection::open() {
    stream_ = {};
    unnamed_.clear();
    is_tree_asked_ = is_tree_outdated_ = false;
    if (Result<void> connected = connect(); !connected) {
        return connected.error();
    }
    if (Result<void> sent = send(kI3Subscribe, kEvents); !sent) {
        return sent.error();
    }
    const Result<I3Message> subscribed = wait_for(kI3Subscribe);
    if (!subscribed) {
        return subscribed.error();
    }
    if (const Result<void> success = check_i3_success(subscribed.value().payload); !success) {
        return failure(success.error().message());
    }
    if (Result<void> sent = send(kI3GetTree, ""); !sent) {
        return sent.error();
    }
    const Result<I3Message> tree = wait_for(kI3GetTree);  // the events before it are in it
    return tree ? take_tree(tree.value()) : Result<DesktopState>(tree.error());
}

Result<void> I3Connection::connect() {
    is_desktop_gone_ = true;
    std::optional<Error> first;
    for (std::string& path : find_sockets_(interrupter_)) {
        socket_ = connect_local_socket(path);
        const int error_number = errno;
        path_ = std::move(path);
        if (socket_.is_open()) {
            is_desktop_gone_ = false;
            interrupter_.watch(socket_.number());
            return {};
        }
        is_desktop_gone_ = is_desktop_gone_ && is_nobody_listening(error_number);
        if (!first) {
            first =
                Error("cannot connect to " + peer() + ": " + std::generic_category().message(error_number));
        }
    }
    return first ? *first : Error("there is no socket of " + backend());
}

void I3Connection::clear_interrupt() {
    socket_.reset();
    interrupter_.reset();
}

Result<void> I3Connection::send(std::uint32_t type, std::string_view payload) {
    const std::string message = encode_i3_message(type, payload);
    std::string_view rest = message;
    while (!rest.empty()) {
        const ssize_t sent = ::send(socket_.number(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            rest.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            wait_until_ready(socket_.number(), POLLOUT);
        } else if (errno != EINTR) {
            return failure("it closed the connection");
        }
    }
    return {};
}

Result<I3Connection::Received> I3Connection::receive() {
    std::array<char, kReadSize> bytes;  // NOLINT: filled by recv
    const ssize_t length = ::recv(socket_.number(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (length > 0) {
        stream_.append({bytes.data(), static_cast<std::size_t>(length)});
        return Received::Bytes;
    }
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) {
        return Received::Nothing;
    }
    return failure("it closed the connection");
}

Result<I3Message> I3Connection::wait_for(std::uint32_t type) {
    while (true) {
        Result<std::optional<I3Message>> message = stream_.next();
        if (!message) {
            return failure(message.error().message());
        }
        if (message.value() && message.value()->type == type) {
            return std::move(*message.value());
        }
        if (message.value()) {
            continue;
        }
        const Result<Received> received = receive();
        if (!received) {
            return received.error();
        }
        if (received.value() == Received::Nothing) {
            wait_until_ready(socket_.number(), POLLIN);
        }
    }
}

Result<WindowConnection::Outcome> I3Connection::read(WindowTracker& tracker) {
    if (!socket_.is_open()) {
        return failure("it is not connected");
    }
    report_unnamed(tracker);
    for (int count = 0; count < kReadsAtOnce; ++count) {
        const Result<Received> received = receive();
        if (!received) {
            return received.error();
        }
        if (received.value() == Received::Nothing) {
            return count == 0 ? Outcome::Nothing : Outcome::Something;
        }
        Result<std::optional<I3Message>> message = stream_.next();
        while (message && message.value()) {
            if (const Result<void> taken = take(*message.value(), tracker); !taken) {
                return failure(taken.error().message());
            }
            message = stream_.next();
        }
        if (!message) {
            return failure(message.error().message());
        }
    }
    return Outcome::Something;
}

Result<void> I3Connection::ask_for_tree() {
    if (is_tree_asked_) {
        is_tree_outdated_ = true;
        return {};
    }
    is_tree_asked_ = true;
    is_tree_outdated_ = false;
    return send(kI3GetTree, "");
}

Result<void> I3Connection::take(const I3Message& message, WindowTracker& tracker) {
    if (message.type == kI3WindowEvent) {
        return take_window_event(message, tracker);
    }
    if (message.type == kI3WorkspaceEvent) {
        const Result<I3Change> change = read_i3_change(message.payload);
        if (!change) {
            return change.error();
        }
        return change.value() == I3Change::Focus ? ask_for_tree() : Result<void>();
    }
    if (message.type == kI3GetTree) {
        Result<DesktopState> state = take_tree(message);
        if (!state) {
            return state.error();
        }
        is_tree_asked_ = false;
        unnamed_.clear();  // they are in the tree
        tracker.replace(std::move(state).value());
        return is_tree_outdated_ ? ask_for_tree() : Result<void>();
    }
    return {};
}

Result<void> I3Connection::take_window_event(const I3Message& message, WindowTracker& tracker) {
    Result<I3WindowEvent> event = read_i3_window_event(message.payload, dialect_);
    if (!event) {
        return event.error();
    }
    Window& window = event.value().window;
    const WindowHandle id = window.id;
    const I3Change change = event.value().change;
    if (id == 0) {
        return {};
    }
    if (change == I3Change::Close) {
        unnamed_.erase(id);
        tracker.vanished(id);
    } else if (change == I3Change::New && window.title.empty()) {
        unnamed_.insert_or_assign(id, Unnamed{std::move(window), clock_.steady_now() + kNamingTime});
    } else if (!tracker.knows(id)) {
        take_new_window(std::move(window), tracker);
    } else if (change == I3Change::Title) {
        tracker.title_changed(id, std::move(window.title));
    }
    if (change == I3Change::Focus) {
        tracker.focus_is(id);
    }
    return change == I3Change::Move ? ask_for_tree() : Result<void>();
}

void I3Connection::take_new_window(Window window, WindowTracker& tracker) {
    unnamed_.erase(window.id);
    window.exe = window.pid != 0 ? process_executable(window.pid) : std::string();
    tracker.appeared(std::move(window));
}

void I3Connection::report_unnamed(WindowTracker& tracker) {
    for (auto unnamed = unnamed_.begin(); unnamed != unnamed_.end();) {
        Unnamed& waiting = (unnamed++)->second;
        if (waiting.until <= clock_.steady_now()) {
            take_new_window(Window(waiting.window), tracker);
        }
    }
}

std::optional<SteadyTime> I3Connection::next_deadline() const {
    std::optional<SteadyTime> next;
    for (const auto& [id, unnamed] : unnamed_) {
        next = next ? std::min(*next, unnamed.until) : unnamed.until;
    }
    return next;
}

Result<DesktopState> I3Connection::take_tree(const I3Message& message) const {
    Result<DesktopState> state = read_i3_tree(message.payload, dialect_);
    if (state) {
        find_executables(state.value());
    }
    return state;
}

}  // namespace wee
