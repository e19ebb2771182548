#pragma once

#include <functional>
#include <string>
#include <thread>

#include <dbus/dbus.h>

#include "tests/support/fake_environment.h"
#include "tests/support/linux/child_program.h"
#include "tests/support/temporary_directory.h"

namespace wee {

/// A session bus of the test's own, which starts no services by itself.
class PrivateBus {
public:
    PrivateBus();

    /// Why there is none; empty where there is.
    [[nodiscard]] const std::string& missing() const { return missing_; }
    [[nodiscard]] std::string address() const { return "unix:path=" + directory_.file("bus"); }
    /// One in which this is the session's bus.
    [[nodiscard]] FakeEnvironment environment() const;

private:
    TemporaryDirectory directory_;
    ChildProgram daemon_;
    std::string missing_;
};

/// A program on the bus, played by the test: a thread of its own answers the calls.
class BusService {
public:
    /// Makes the answer of a call; null: it never comes.
    using Answer = std::function<DBusMessage*(DBusMessage* call)>;

    BusService(const PrivateBus& bus, const std::string& name, Answer answer);
    ~BusService();
    BusService(const BusService&) = delete;
    BusService& operator=(const BusService&) = delete;

private:
    void serve(const std::stop_token& stop) const;

    DBusConnection* connection_;
    Answer answer_;
    std::jthread thread_;
};

}  // namespace wee
