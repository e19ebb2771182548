#include "tests/contract/linux/private_bus.h"

#include <chrono>
#include <utility>

#include "tests/support/awaited.h"

namespace wee {
namespace {

DBusConnection* connect_to(const std::string& address) {
    dbus_threads_init_default();
    DBusConnection* const connection = dbus_connection_open_private(address.c_str(), nullptr);
    if (connection != nullptr && dbus_bus_register(connection, nullptr) == 0) {
        dbus_connection_close(connection);
        dbus_connection_unref(connection);
        return nullptr;
    }
    return connection;
}

void end(DBusConnection* connection) {
    dbus_connection_close(connection);
    dbus_connection_unref(connection);
}

}  // namespace

PrivateBus::PrivateBus() {
    if (find_program("dbus-daemon").empty()) {
        missing_ = "dbus-daemon is not installed";
        return;
    }
    const std::string config = directory_.write_file(
        "bus.conf",
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
        "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session"
        "</type><listen>" +
            address() +
            "</listen><policy context=\"default\"><allow send_destination=\"*\"/><allow "
            "eavesdrop=\"true\"/><allow own=\"*\"/>"
            "</policy></busconfig>\n");
    daemon_ = ChildProgram({"dbus-daemon", "--nofork", "--nopidfile", "--config-file=" + config});
    const auto deadline = std::chrono::steady_clock::now() + kTestDeadline;
    DBusConnection* connection = nullptr;
    while ((connection = connect_to(address())) == nullptr) {
        if (std::chrono::steady_clock::now() > deadline) {
            missing_ = "dbus-daemon does not start";
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));  // until its socket is there
    }
    end(connection);
}

FakeEnvironment PrivateBus::environment() const {
    FakeEnvironment environment;
    environment.set("DBUS_SESSION_BUS_ADDRESS", address());
    return environment;
}

BusService::BusService(const PrivateBus& bus, const std::string& name, Answer answer)
    : connection_(connect_to(bus.address())), answer_(std::move(answer)) {
    dbus_connection_set_exit_on_disconnect(connection_, 0);
    dbus_bus_request_name(connection_, name.c_str(), 0, nullptr);
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

BusService::~BusService() {
    thread_.request_stop();
    thread_.join();
    end(connection_);
}

void BusService::serve(const std::stop_token& stop) const {
    constexpr int kSliceMs = 20;
    while (!stop.stop_requested() && dbus_connection_read_write(connection_, kSliceMs) != 0) {
        while (DBusMessage* const call = dbus_connection_pop_message(connection_)) {
            const bool is_call = dbus_message_get_type(call) == DBUS_MESSAGE_TYPE_METHOD_CALL;
            if (DBusMessage* const answer = is_call ? answer_(call) : nullptr; answer != nullptr) {
                dbus_connection_send(connection_, answer, nullptr);
                dbus_connection_flush(connection_);
                dbus_message_unref(answer);
            }
            dbus_message_unref(call);
        }
    }
}

}  // namespace wee
