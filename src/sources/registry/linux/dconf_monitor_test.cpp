// Real settings: a session bus, dconf's service and `dconf write`, all in a directory of the test's own.
#include "sources/registry/linux/dconf_monitor.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "os/linux/file_descriptor.h"
#include "tests/support/fake_environment.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::HasSubstr;

std::string value(const Event& event, std::string_view field) {
    const std::string* found = event.metadata.find(field);
    return found != nullptr ? *found : "none";
}

pid_t start_program(std::vector<std::string> arguments) {
    std::vector<char*> pointers;
    for (std::string& argument : arguments) {
        pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    pid_t process = -1;
    const int failed = ::posix_spawnp(&process, pointers.front(), nullptr, nullptr, pointers.data(), environ);
    return failed == 0 ? process : -1;
}

int wait_for_end(pid_t process) {
    int status = -1;
    ::waitpid(process, &status, 0);
    return status;
}

/// One for the whole program: GLib asks for its directories only once.
class Desktop {
public:
    static Desktop& get() {
        static Desktop desktop;
        return desktop;
    }

    [[nodiscard]] std::string address() const { return "unix:path=" + path() + "/bus"; }
    [[nodiscard]] std::string path() const { return directory_.path().string(); }

    /// False where the programs are missing.
    bool start_bus() {
        stop_bus();
        bus_ =
            start_program({"dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=" + address()});
        const auto deadline = std::chrono::steady_clock::now() + kTestDeadline;
        while (bus_ > 0 && std::chrono::steady_clock::now() < deadline) {
            if (dconf({"list", "/"}) && can_connect()) {
                return true;
            }
        }
        return false;
    }
    void stop_bus() {
        if (bus_ > 0) {
            ::kill(bus_, SIGKILL);
            wait_for_end(bus_);
            bus_ = -1;
        }
        std::error_code error;
        std::filesystem::remove(path() + "/bus", error);
    }
    /// dconf's own program, run to its end.
    static bool dconf(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "dconf");
        const pid_t process = start_program(std::move(arguments));
        return process > 0 && wait_for_end(process) == 0;
    }
    ~Desktop() { stop_bus(); }
    Desktop(const Desktop&) = delete;
    Desktop& operator=(const Desktop&) = delete;

private:
    Desktop() {
        ::setenv("XDG_CONFIG_HOME", (path() + "/config").c_str(), 1);
        ::setenv("XDG_RUNTIME_DIR", path().c_str(), 1);
        ::setenv("DBUS_SESSION_BUS_ADDRESS", address().c_str(), 1);
        ::unsetenv("DCONF_PROFILE");
    }
    [[nodiscard]] bool can_connect() const {
        const FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        const std::string file = path() + "/bus";
        std::memcpy(name.sun_path, file.c_str(), std::min(file.size() + 1, sizeof name.sun_path));
        return ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0;
    }

    TemporaryDirectory directory_;
    pid_t bus_ = -1;
};

class DconfMonitorTest : public testing::Test {
protected:
    void SetUp() override {
        environment_.set("DBUS_SESSION_BUS_ADDRESS", desktop_.address());
        if (!desktop_.start_bus()) {
            GTEST_SKIP() << "needs dbus-daemon, dconf and its service (packages dbus-daemon, dconf-cli, "
                            "dconf-service)";
        }
        Desktop::dconf({"reset", "-f", "/org/wee/"});
    }
    void TearDown() override { desktop_.stop_bus(); }

    std::unique_ptr<Source> make(std::vector<RegistryKey> keys = {{"dconf", "/org/wee/", true}}) {
        return make_dconf_monitor({"settings", std::move(keys)}, log_, clock_, environment_);
    }
    std::unique_ptr<Source> started(std::vector<RegistryKey> keys = {{"dconf", "/org/wee/", true}}) {
        auto source = make(std::move(keys));
        const Result<void> result = source->start(sink_);
        EXPECT_TRUE(result) << (result ? "" : result.error().message());
        return source;
    }
    bool wait_for_kind(EventKind kind) {
        return sink_.wait_until(
            [kind](const EventBatch& events) { return std::ranges::count(events, kind, &Event::kind) > 0; });
    }
    Event last() { return sink_.events().back(); }

    Desktop& desktop_ = Desktop::get();
    RecordingLog log_;
    RecordingSink sink_;
    const SystemClock clock_;
    FakeEnvironment environment_;
};

TEST_F(DconfMonitorTest, ReportsWhatIsSetChangedAndReset) {
    ASSERT_TRUE(Desktop::dconf({"write", "/org/wee/known", "1"}));
    const auto source = started();
    ASSERT_TRUE(Desktop::dconf({"write", "/org/wee/known", "'now a text'"}));
    ASSERT_TRUE(sink_.wait_for(1));
    EXPECT_EQ(last().kind, EventKind::RegistryValueSet);
    EXPECT_EQ(last().source, "settings");
    EXPECT_EQ(value(last(), "key_path"), "/org/wee");
    EXPECT_EQ(value(last(), "value_name"), "known");
    EXPECT_EQ(value(last(), "data_type"), "s");
    EXPECT_EQ(value(last(), "data"), "'now a text'");
    EXPECT_EQ(value(last(), "data_size"), "11");
    EXPECT_EQ(value(last(), "old_data"), "1");
    ASSERT_TRUE(Desktop::dconf({"reset", "/org/wee/known"}));
    ASSERT_TRUE(wait_for_kind(EventKind::RegistryKeyDeleted));
    EXPECT_EQ(sink_.events().at(1).kind, EventKind::RegistryValueDeleted);
    EXPECT_EQ(value(sink_.events().at(1), "old_data"), "'now a text'");
}

TEST_F(DconfMonitorTest, KeysComeAndGoWithTheirValues) {
    const auto source = started();
    ASSERT_TRUE(Desktop::dconf({"write", "/org/wee/a/b", "[1, 2]"}));
    ASSERT_TRUE(sink_.wait_for(3));
    EXPECT_EQ(sink_.events().at(0).kind, EventKind::RegistryKeyCreated);
    EXPECT_EQ(value(sink_.events().at(1), "key_path"), "/org/wee/a");
    EXPECT_EQ(value(sink_.events().at(2), "data_type"), "ai");
    ASSERT_TRUE(Desktop::dconf({"reset", "-f", "/org/"}));
    ASSERT_TRUE(sink_.wait_for(6));
    EXPECT_EQ(sink_.events().at(3).kind, EventKind::RegistryValueDeleted);
    EXPECT_EQ(sink_.events().at(5).kind, EventKind::RegistryKeyDeleted);
}

TEST_F(DconfMonitorTest, OnlyTheNamedKeyWithoutItsTree) {
    const auto source = started({{"dconf", "/org/wee/flat", false}});
    ASSERT_TRUE(Desktop::dconf({"write", "/org/wee/flat/deep/x", "1"}));
    ASSERT_TRUE(Desktop::dconf({"write", "/org/wee/flat/x", "2"}));
    ASSERT_TRUE(wait_for_kind(EventKind::RegistryValueSet));
    EXPECT_EQ(value(last(), "data"), "2");
    EXPECT_EQ(sink_.size(), 2U);
}

TEST_F(DconfMonitorTest, TheBusGoesAndComesBack) {
    const auto source = started();
    desktop_.stop_bus();
    ASSERT_TRUE(wait_for_kind(EventKind::EventsLost));
    EXPECT_EQ(value(last(), "reason"), "the session bus has gone");
    ASSERT_TRUE(desktop_.start_bus());
    ASSERT_TRUE(Desktop::dconf({"write", "/org/wee/later", "true"}));
    ASSERT_TRUE(wait_for_kind(EventKind::RegistryValueSet));
    EXPECT_EQ(value(last(), "value_name"), "later");
}

TEST_F(DconfMonitorTest, StartsAndStopsLeaveNothingOpen) {
    const auto open_descriptors = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
    };
    started()->stop();  // GLib's own threads stay
    const auto before = open_descriptors();
    constexpr int kRounds = 200;
    for (int round = 0; round < kRounds; ++round) {
        started()->stop();
    }
    const auto deadline = std::chrono::steady_clock::now() + kTestDeadline;
    while (open_descriptors() > before && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::yield();  // a connection is closed by GLib's thread
    }
    EXPECT_LE(open_descriptors(), before);
}

TEST_F(DconfMonitorTest, WithoutABusItSaysSo) {
    environment_.unset("DBUS_SESSION_BUS_ADDRESS");
    const Result<void> result = make()->start(sink_);
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message(), HasSubstr("DBUS_SESSION_BUS_ADDRESS is not set"));
    environment_.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    const Result<void> gone = make()->start(sink_);
    ASSERT_FALSE(gone);
    EXPECT_THAT(gone.error().message(),
                HasSubstr("the session bus at unix:path=/nowhere/bus cannot be used"));
}

}  // namespace
}  // namespace wee
