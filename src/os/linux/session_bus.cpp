#include "os/linux/session_bus.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

// The archive of libdbus can also listen on sockets that systemd has opened, for which it wants libsystemd. We only
// connect: it is told that there are none.
extern "C" {
int sd_listen_fds(int unset_environment);
int sd_is_socket(int descriptor, int family, int type, int listening);
int sd_listen_fds(int /*unset_environment*/) {
    return 0;
}
int sd_is_socket(int /*descriptor*/, int /*family*/, int /*type*/, int /*listening*/) {
    return 0;
}
}

namespace wee {
namespace {

constexpr int kSliceMs = 50;  // how long a stop may go unnoticed

/// A DBusError that frees itself.
class Failure {
public:
    Failure() { dbus_error_init(&error_); }
    ~Failure() { dbus_error_free(&error_); }
    Failure(const Failure&) = delete;
    Failure& operator=(const Failure&) = delete;
    DBusError* get() { return &error_; }
    [[nodiscard]] std::string name() const { return error_.name == nullptr ? "" : error_.name; }
    [[nodiscard]] std::string message() const {
        return to_display(error_.message == nullptr ? "no reason was given" : error_.message);
    }

private:
    DBusError error_{};
};

struct PendingRelease {
    void operator()(DBusPendingCall* pending) const {
        dbus_pending_call_cancel(pending);
        dbus_pending_call_unref(pending);
    }
};

/// Never libdbus' own default, which would start a bus where there is none.
std::string session_address(const Environment& environment) {
    if (std::optional<std::string> address = environment.variable("DBUS_SESSION_BUS_ADDRESS");
        address && !address->empty()) {
        return *std::move(address);
    }
    const std::string socket = environment.variable("XDG_RUNTIME_DIR").value_or("") + "/bus";
    return ::access(socket.c_str(), R_OK | W_OK) == 0 ? "unix:path=" + socket : std::string();
}

}  // namespace

BusMessage make_bus_call(const BusMethod& method) {
    return BusMessage(
        dbus_message_new_method_call(method.service, method.path, method.interface, method.name));
}

std::string bus_text(std::string text) {
    std::erase(text, '\0');
    return replace_invalid_utf8(text);
}

Result<SessionBus> SessionBus::connect(const Environment& environment, const std::stop_token& stop) {
    const std::string address = session_address(environment);
    if (address.empty()) {
        return Error(
            "there is no desktop session: neither DBUS_SESSION_BUS_ADDRESS nor $XDG_RUNTIME_DIR/bus leads to "
            "one; run the engine as the user of the desktop, in the session");
    }
    dbus_threads_init_default();
    Failure failure;
    DBusConnection* const connection = dbus_connection_open_private(address.c_str(), failure.get());
    if (connection == nullptr) {
        return Error("the session bus cannot be reached: " + failure.message());
    }
    SessionBus bus(connection, stop);
    if (Result<void> welcome = bus.say_hello(); !welcome) {
        return welcome.error();
    }
    return bus;
}

Result<void> SessionBus::say_hello() {
    const BusMessage hello = make_bus_call({DBUS_SERVICE_DBUS, DBUS_PATH_DBUS, DBUS_INTERFACE_DBUS, "Hello"});
    const Result<BusMessage> answer = call(hello);
    return answer ? Result<void>() : Result<void>(answer.error());
}

Result<BusMessage> SessionBus::call(const BusMessage& message, std::chrono::milliseconds patience) {
    error_name_.clear();
    DBusPendingCall* sent = nullptr;
    const bool was_sent =
        dbus_connection_send_with_reply(connection_.get(), message.get(), &sent, DBUS_TIMEOUT_INFINITE) != 0;
    const std::unique_ptr<DBusPendingCall, PendingRelease> pending(sent);
    if (!was_sent || !pending) {
        return Error("the connection to the session bus has ended");
    }
    const Time deadline = std::min(end_, std::chrono::steady_clock::now() + patience);
    if (const Result<void> waited = wait_for(pending.get(), deadline); !waited) {
        return waited.error();
    }
    BusMessage answer(dbus_pending_call_steal_reply(pending.get()));
    Failure failure;
    if (dbus_set_error_from_message(failure.get(), answer.get()) != 0) {
        error_name_ = failure.name();
        return Error(failure.message());
    }
    return answer;
}

Result<void> SessionBus::wait_for(DBusPendingCall* pending, Time deadline) {
    while (dbus_pending_call_get_completed(pending) == 0) {
        if (stop_.stop_requested()) {
            return Error("given up, because the run was stopped");
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return Error("there was no answer in time");
        }
        if (dbus_connection_read_write_dispatch(connection_.get(), kSliceMs) == 0 &&
            dbus_pending_call_get_completed(pending) == 0) {
            return Error("the connection to the session bus has ended");
        }
    }
    return {};
}

}  // namespace wee
