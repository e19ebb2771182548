#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include <dbus/dbus.h>

#include "base/result.h"
#include "os/environment.h"

namespace wee {

struct BusMessageRelease {
    void operator()(DBusMessage* message) const { dbus_message_unref(message); }
};
using BusMessage = std::unique_ptr<DBusMessage, BusMessageRelease>;

/// Where a method is found on the bus.
struct BusMethod {
    const char* service;
    const char* path;
    const char* interface;
    const char* name;
};

/// A call without arguments yet.
BusMessage make_bus_call(const BusMethod& method);

/// Text as D-Bus takes it: valid UTF-8, no NUL.
std::string bus_text(std::string text);

/// A connection to the user's session bus, for a few calls that together take as long as one action may. One
/// thread. libdbus, because Debian has it as an archive; it asks for nothing while no action runs.
class SessionBus {
public:
    /// For all calls together.
    static constexpr std::chrono::seconds kPatience{5};

    /// Fails with a sentence when there is no session or the bus does not answer. Every wait of the
    /// connection ends within 100 ms of the stop, which must outlive it.
    static Result<SessionBus> connect(const Environment& environment, const std::stop_token& stop);

    /// The answer of a call, or an error; `error_name` tells which.
    Result<BusMessage> call(const BusMessage& message, std::chrono::milliseconds patience = kPatience);

    /// The D-Bus name of the error that the latest call was answered with; empty when there was none.
    [[nodiscard]] const std::string& error_name() const { return error_name_; }

private:
    struct Release {
        void operator()(DBusConnection* connection) const {
            dbus_connection_close(connection);
            dbus_connection_unref(connection);
        }
    };
    using Time = std::chrono::steady_clock::time_point;

    SessionBus(DBusConnection* connection, const std::stop_token& stop)
        : connection_(connection), stop_(stop), end_(std::chrono::steady_clock::now() + kPatience) {}
    Result<void> say_hello();
    Result<void> wait_for(DBusPendingCall* pending, Time deadline);

    std::unique_ptr<DBusConnection, Release> connection_;
    std::stop_token stop_;
    Time end_;
    std::string error_name_;
};

}  // namespace wee
