// Buses that take the connection and leave it at that, at one point or another.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "os/linux/file_descriptor.h"
#include "sources/registry/linux/dconf_library.h"
#include "sources/registry/linux/dconf_monitor.h"
#include "tests/support/fake_environment.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::HasSubstr;

/// From where on it says nothing more.
enum class Silence { FromTheStart, OnceAuthenticated };

/// Listens, and talks with one client as long as it is told to.
class SilentBus {
public:
    explicit SilentBus(Silence silence) : path_(directory_.path().string() + "/bus") {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        std::memcpy(name.sun_path, path_.c_str(), std::min(path_.size() + 1, sizeof name.sun_path));
        EXPECT_EQ(::bind(listener_.number(), reinterpret_cast<const sockaddr*>(&name), sizeof name), 0);
        EXPECT_EQ(::listen(listener_.number(), 4), 0);
        if (silence == Silence::OnceAuthenticated) {
            thread_ = std::thread([this] { authenticate(); });
        }
    }
    ~SilentBus() {
        ::shutdown(listener_.number(), SHUT_RDWR);  // ends `accept`
        if (thread_.joinable()) {
            thread_.join();
        }
    }
    SilentBus(const SilentBus&) = delete;
    SilentBus& operator=(const SilentBus&) = delete;

    [[nodiscard]] std::string address() const { return "unix:path=" + path_; }

private:
    /// Answers until the client begins with messages; then only reads, until it goes.
    void authenticate() const {
        const FileDescriptor client(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC));
        std::string line;
        char byte = 0;
        while (::read(client.number(), &byte, 1) == 1) {
            if (byte != '\n') {
                line += byte;
                continue;
            }
            const std::string answer = answer_to(line);
            if (::send(client.number(), answer.data(), answer.size(), MSG_NOSIGNAL) < 0) {
                return;  // the client has gone
            }
            line.clear();
        }
    }
    static std::string answer_to(const std::string& line) {
        if (line.find("AUTH EXTERNAL") != std::string::npos) {
            return "OK 0123456789abcdef0123456789abcdef\r\n";
        }
        if (line.find("AUTH") != std::string::npos) {
            return "REJECTED EXTERNAL\r\n";
        }
        return line.find("NEGOTIATE") != std::string::npos ? "ERROR\r\n" : "";
    }

    TemporaryDirectory directory_;
    const std::string path_;
    const FileDescriptor listener_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    std::thread thread_;
};

class DconfSilentBus : public testing::TestWithParam<Silence> {
protected:
    void SetUp() override {
        if (!DconfLibrary::open()) {
            GTEST_SKIP() << "needs libdconf.so.1 (package libdconf1)";
        }
        environment_.set("DBUS_SESSION_BUS_ADDRESS", bus_.address());
    }
    std::unique_ptr<Source> make() {
        return make_dconf_monitor({"settings", {{"dconf", "/org/wee/", true}}}, log_, clock_, environment_);
    }

    const SilentBus bus_{GetParam()};
    RecordingLog log_;
    RecordingSink sink_;
    const SystemClock clock_;
    FakeEnvironment environment_;
};

// GLib by itself waits 25 s for the bus's first answer, or for ever.
TEST_P(DconfSilentBus, HoldsTheStartFiveSecondsAndTheStopNotAtAll) {
    const auto begin = std::chrono::steady_clock::now();
    const auto source = make();
    const Result<void> result = source->start(sink_);
    source->stop();
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message(), HasSubstr("does not answer"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(15));
}

TEST_P(DconfSilentBus, DoesNotHoldAStopWhileStarting) {
    const auto begin = std::chrono::steady_clock::now();
    const auto source = make();
    std::thread stopper([&source] { source->request_stop(); });
    EXPECT_FALSE(source->start(sink_));
    stopper.join();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
}

std::string silence_name(const testing::TestParamInfo<Silence>& one) {
    return one.param == Silence::FromTheStart ? "FromTheStart" : "OnceAuthenticated";
}

INSTANTIATE_TEST_SUITE_P(Any, DconfSilentBus,
                         testing::Values(Silence::FromTheStart, Silence::OnceAuthenticated), silence_name);

}  // namespace
}  // namespace wee
