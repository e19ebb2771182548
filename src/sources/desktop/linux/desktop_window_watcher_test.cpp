#include "sources/desktop/linux/desktop_window_watcher.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstring>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "os/linux/file_descriptor.h"
#include "tests/support/fake_environment.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using testing::HasSubstr;

/// Where there is no desktop, or none that answers; on real ones: tests/contract.
class DesktopWindowWatcher : public testing::Test {
protected:
    DesktopWindowWatcher() {
        std::signal(SIGPIPE, SIG_IGN);  // as in the engine: libxcb writes to what was shut down meanwhile
    }

    Result<void> start(WindowBackend backend = WindowBackend::Automatic) {
        watcher_ = make_desktop_window_watcher(WindowWatcherOptions{.name = "windows", .backend = backend},
                                               log_, clock_, environment_);
        return watcher_->start(sink_);
    }

    FakeEnvironment environment_;
    RecordingLog log_;
    RecordingSink sink_;
    SystemClock clock_;
    std::unique_ptr<Source> watcher_;
};

TEST_F(DesktopWindowWatcher, ADisplayThatPointsNowhere) {
    environment_.set("DISPLAY", ":9876");
    const Result<void> started = start();
    ASSERT_FALSE(started.ok());
    EXPECT_THAT(started.error().message(), HasSubstr("no X server listens at DISPLAY \":9876\""));
    for (const std::string display : {"nonsense", "some.where:0", ":0.7x"}) {
        environment_.set("DISPLAY", display);
        const Result<void> wrong = start();
        ASSERT_FALSE(wrong.ok());
        EXPECT_THAT(wrong.error().message(), HasSubstr("DISPLAY is \"" + display + "\""));
    }
}

TEST_F(DesktopWindowWatcher, ADesktopThatOffersNothingIsToldWhatItWouldNeed) {
    environment_.unset("DISPLAY");
    EXPECT_THAT(start().error().message(), HasSubstr("neither SWAYSOCK (sway) nor DISPLAY (X11, i3) is set"));
    environment_.set("WAYLAND_DISPLAY", "wayland-0");
    environment_.set("XDG_CURRENT_DESKTOP", "GNOME");
    EXPECT_THAT(start().error().message(), HasSubstr("this Wayland session (GNOME) tells no other program"));
    EXPECT_THAT(start(WindowBackend::X11).error().message(), HasSubstr("DISPLAY is not set"));
    EXPECT_THAT(start(WindowBackend::Sway).error().message(), HasSubstr("SWAYSOCK"));
    EXPECT_THAT(start(WindowBackend::I3).error().message(), HasSubstr("I3SOCK"));
    environment_.set("SWAYSOCK", "/nowhere/sway.sock");
    EXPECT_THAT(start().error().message(), HasSubstr("cannot connect to sway at /nowhere/sway.sock"));
}

TEST_F(DesktopWindowWatcher, AServerThatTakesTheConnectionAndSaysNothingIsLeftAtTheStop) {
    constexpr int kDisplay = 59'876;
    const std::string path = "/tmp/.X11-unix/X" + std::to_string(kDisplay);  // abstract: no file
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, path.data(), path.size());
    const FileDescriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ASSERT_EQ(::bind(listener.number(), reinterpret_cast<const sockaddr*>(&address),
                     static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + path.size())),
              0);
    ASSERT_EQ(::listen(listener.number(), 5), 0);
    environment_.set("DISPLAY", ":" + std::to_string(kDisplay));
    watcher_ =
        make_desktop_window_watcher(WindowWatcherOptions{.name = "windows"}, log_, clock_, environment_);
    std::thread stopper([&] {
        const FileDescriptor client(::accept(listener.number(), nullptr, nullptr));
        watcher_->request_stop();
        char byte = 0;
        while (::read(client.number(), &byte, 1) == 1) {}  // until it has hung up
    });
    const Result<void> started = watcher_->start(sink_);
    stopper.join();
    ASSERT_FALSE(started.ok());
    EXPECT_THAT(started.error().message(), HasSubstr("asked to end"));
}

}  // namespace
}  // namespace wee
