#include "sources/desktop/linux/i3_connection.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event/event_subject.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_sink.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::HasSubstr;

/// A window manager that says what the test wants it to.
class FakeSway {
public:
    explicit FakeSway(const std::string& path) : listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
        EXPECT_EQ(::bind(listener_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(listener_.number(), 5), 0);
    }
    void accept() { client_ = FileDescriptor(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC)); }
    void say(const std::string& bytes) const {
        EXPECT_EQ(::send(client_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(bytes.size()));
    }
    void say(std::uint32_t type, const std::string& json) const { say(encode_i3_message(type, json)); }
    /// Reads one request; its type.
    [[nodiscard]] std::uint32_t hear() const {
        char header[14] = {};
        std::uint32_t length = 0;
        std::uint32_t type = 0;
        EXPECT_EQ(::recv(client_.number(), header, sizeof header, MSG_WAITALL), 14);
        std::memcpy(&length, header + 6, 4);
        std::memcpy(&type, header + 10, 4);
        std::string payload(length, ' ');
        if (length > 0) {  // to read nothing would wait for something
            EXPECT_EQ(::recv(client_.number(), payload.data(), length, MSG_WAITALL),
                      static_cast<ssize_t>(length));
        }
        return type;
    }
    void hang_up() { client_.reset(); }

private:
    FileDescriptor listener_;
    FileDescriptor client_;
};

class I3ConnectionTest : public testing::Test {
protected:
    /// Opens the connection to a window manager that answers with this tree.
    Result<DesktopState> open(const std::string& tree) {
        auto opened = std::async(std::launch::async, [this] { return connection_.open(); });
        sway_.accept();
        EXPECT_EQ(sway_.hear(), kI3Subscribe);
        sway_.say(kI3Subscribe, R"({"success": true})");
        EXPECT_EQ(sway_.hear(), kI3GetTree);
        sway_.say(kI3WindowEvent,
                  R"({"change": "new", "container": {"id": 5, "pid": 44, "name": "in the tree"}})");
        sway_.say(kI3GetTree, tree);
        return opened.get();
    }
    void open_with_one_window() {
        Result<DesktopState> state =
            open(R"({"nodes": [{"id": 5, "pid": 44, "name": "one", "focused": true}]})");
        ASSERT_TRUE(state.ok()) << state.error().message();
        tracker_.begin(std::move(state).value());
    }
    /// Why reading what was said fails; empty: it does not.
    std::string failure_of_reading() {
        for (int count = 0; count < 10; ++count) {
            if (const auto outcome = connection_.read(tracker_); !outcome) {
                return outcome.error().message();
            }
        }
        return {};
    }
    std::vector<EventKind> reported() {
        reports_.flush();
        std::vector<EventKind> kinds;
        for (const Event& event : sink_.take()) {
            kinds.push_back(event.kind);
        }
        return kinds;
    }

    ManualClock clock_;
    TemporaryDirectory directory_;
    const std::string path_ = directory_.file("sway.sock");
    FakeSway sway_{path_};
    I3Connection connection_{I3Dialect::Sway,
                             [this](SocketInterrupter&) { return std::vector<std::string>{path_}; }, clock_};
    RecordingSink sink_;
    WindowReports reports_{"windows", sink_, clock_};
    WindowTracker tracker_{WindowFilter(), reports_, connection_, clock_};
};

TEST_F(I3ConnectionTest, TheTreeIsTheStartAndEventsFollow) {
    open_with_one_window();
    sway_.say(kI3WindowEvent, R"({"change": "new", "container": {"id": 6, "pid": 45, "name": "two"}})");
    sway_.say(kI3WindowEvent, R"({"change": "focus", "container": {"id": 6, "pid": 45, "name": "two"}})");
    sway_.say(kI3WindowEvent, R"({"change": "close", "container": {"id": 5, "pid": 44, "name": "one"}})");
    EXPECT_EQ(failure_of_reading(), "");
    EXPECT_THAT(reported(), testing::ElementsAre(EventKind::WindowCreated, EventKind::WindowUnfocused,
                                                 EventKind::WindowFocused, EventKind::WindowDestroyed));
}

TEST_F(I3ConnectionTest, AWindowIsReportedWhenItHasItsNameOrDoesWithout) {
    open_with_one_window();
    sway_.say(kI3WindowEvent, R"({"change": "new", "container": {"id": 6, "pid": 45, "name": null}})");
    EXPECT_EQ(failure_of_reading(), "");
    EXPECT_TRUE(reported().empty());
    sway_.say(kI3WindowEvent, R"({"change": "title", "container": {"id": 6, "pid": 45, "name": "two"}})");
    sway_.say(kI3WindowEvent, R"({"change": "new", "container": {"id": 7, "pid": 45, "name": null}})");
    EXPECT_EQ(failure_of_reading(), "");
    EXPECT_THAT(reported(), testing::ElementsAre(EventKind::WindowCreated));
    ASSERT_TRUE(connection_.next_deadline().has_value());
    clock_.advance(I3Connection::kNamingTime);
    EXPECT_EQ(failure_of_reading(), "");
    EXPECT_THAT(reported(), testing::ElementsAre(EventKind::WindowCreated));
    EXPECT_FALSE(connection_.next_deadline().has_value());
}

TEST_F(I3ConnectionTest, AnEmptyWorkspaceTakesTheFocus) {
    open_with_one_window();
    sway_.say(kI3WorkspaceEvent, R"({"change": "focus", "current": {}})");
    EXPECT_EQ(failure_of_reading(), "");
    EXPECT_EQ(sway_.hear(), kI3GetTree);
    sway_.say(kI3GetTree,
              R"({"focused": true, "nodes": [{"id": 5, "pid": 44, "name": "one", "focused": false}]})");
    EXPECT_EQ(failure_of_reading(), "");
    EXPECT_THAT(reported(), testing::ElementsAre(EventKind::WindowUnfocused));
}

TEST_F(I3ConnectionTest, WhatIsMalformedEndsTheConnectionWithASentence) {
    const std::pair<std::string, std::string> cases[] = {
        {"HTTP/1.1 400 Bad Request\r\n", "no message of the i3 protocol"},
        {std::string("i3-ipc\xFF\xFF\xFF\x7F\0\0\0\0", 14), "2147483647 bytes"},
        {encode_i3_message(kI3WindowEvent, "{\"change\":"), "no JSON"},
        {encode_i3_message(kI3WindowEvent, "{\"change\": \"new\"}"), "no JSON"},
        {encode_i3_message(kI3WorkspaceEvent, "[]"), "no JSON"},
        {encode_i3_message(kI3GetTree, "nonsense"), "no JSON"},
    };
    for (const auto& [bytes, reason] : cases) {
        open_with_one_window();
        sway_.say(bytes);
        EXPECT_THAT(failure_of_reading(), HasSubstr(reason));
        connection_.clear_interrupt();
    }
}

TEST_F(I3ConnectionTest, AHangUpIsAnError) {
    open_with_one_window();
    sway_.hang_up();
    EXPECT_THAT(failure_of_reading(), HasSubstr("closed the connection"));
}

TEST_F(I3ConnectionTest, WhatNeverAnswersCanBeInterrupted) {
    auto opened = std::async(std::launch::async, [this] { return connection_.open(); });
    sway_.accept();
    EXPECT_EQ(sway_.hear(), kI3Subscribe);
    connection_.interrupt();
    EXPECT_FALSE(opened.get().ok());
    EXPECT_FALSE(connection_.is_desktop_gone());
}

TEST_F(I3ConnectionTest, NobodyListening) {
    I3Connection nowhere(
        I3Dialect::Sway,
        [this](SocketInterrupter&) { return std::vector<std::string>{directory_.file("missing.sock")}; },
        clock_);
    const auto state = nowhere.open();
    ASSERT_FALSE(state.ok());
    EXPECT_THAT(state.error().message(), HasSubstr("missing.sock"));
    EXPECT_TRUE(nowhere.is_desktop_gone());
    EXPECT_FALSE(nowhere.read(tracker_).ok());
}

}  // namespace
}  // namespace wee
