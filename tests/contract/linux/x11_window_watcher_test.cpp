// X11 at its edges: no window manager, odd properties, servers that are none.

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "event/event_subject.h"
#include "sources/desktop/linux/desktop_window_watcher.h"
#include "sources/desktop/linux/window_backends.h"
#include "sources/desktop/window_text.h"
#include "tests/contract/linux/x11_client.h"
#include "tests/support/fake_environment.h"
#include "tests/support/linux/x_server.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class X11WindowWatcher : public testing::Test {
protected:
    static void SetUpTestSuite() { server() = std::make_unique<XServer>(); }
    static void TearDownTestSuite() { server().reset(); }
    static std::unique_ptr<XServer>& server() {
        static std::unique_ptr<XServer> one;
        return one;
    }

    void SetUp() override {
        if (server()->display().empty()) {
            GTEST_SKIP() << "Xvfb is not installed or does not start";
        }
        environment_.set("DISPLAY", server()->display());
        client_.emplace(server()->display());
    }
    ~X11WindowWatcher() override {
        if (watcher_) {
            watcher_->stop();
        }
    }

    Result<void> start(WindowBackend backend = WindowBackend::Automatic) {
        watcher_ = make_desktop_window_watcher(WindowWatcherOptions{.name = "windows", .backend = backend},
                                               log_, clock_, environment_);
        return watcher_->start(sink_);
    }
    void watch() {
        const Result<void> started = start();
        ASSERT_TRUE(started.ok()) << started.error().message();
    }
    xcb_window_t open(std::string_view title) {
        const xcb_window_t window = client_->create();
        client_->set_title(window, title);
        client_->show(window);
        return window;
    }
    /// "WindowCreated title" for each event up to now.
    std::vector<std::string> reported() {
        const xcb_window_t last = open("last");
        EXPECT_TRUE(sink_.wait_until([](const EventBatch& events) {
            return !events.empty() && field_text(events.back(), FieldId::Title) == "last";
        }));
        std::vector<std::string> texts;
        for (const Event& event : sink_.events()) {
            texts.push_back(std::string(to_string(event.kind)) + " " +
                            std::string(field_text(event, FieldId::Title)));
        }
        texts.pop_back();
        client_->destroy(last);
        return texts;
    }
    Event created_with(std::size_t index = 0) {
        EXPECT_TRUE(sink_.wait_for(index + 1));
        return sink_.events().at(index);
    }

    FakeEnvironment environment_;
    std::optional<X11Client> client_;
    RecordingLog log_;
    RecordingSink sink_;
    SystemClock clock_;
    std::unique_ptr<Source> watcher_;
};

TEST_F(X11WindowWatcher, WithoutAManagerTheShownChildrenOfTheRootAreTheWindows) {
    watch();
    const xcb_window_t window = open("window");
    client_->focus(window);
    EXPECT_TRUE(sink_.wait_for(2));
    client_->hide(window);
    EXPECT_TRUE(sink_.wait_for(4));
    EXPECT_THAT(reported(), ElementsAre("WindowCreated window", "WindowFocused window",
                                        "WindowUnfocused window", "WindowDestroyed window"));
}

TEST_F(X11WindowWatcher, Defect15ControlsAndMenusAreNoWindows) {
    watch();
    const xcb_window_t window = open("window");
    const xcb_window_t control = client_->create(X11Client::Kind::TopLevel, window);
    client_->set_title(control, "control");
    client_->show(control);
    const xcb_window_t menu = client_->create(X11Client::Kind::Menu);
    client_->set_title(menu, "menu");
    client_->show(menu);
    client_->focus(control);
    EXPECT_TRUE(sink_.wait_for(2));
    client_->destroy(menu);
    EXPECT_THAT(reported(), ElementsAre("WindowCreated window", "WindowFocused window"));
}

TEST_F(X11WindowWatcher, TitlesInEachOfX11sEncodings) {
    watch();
    const xcb_window_t window = client_->create();
    client_->set(window, "WM_NAME", "STRING", "M\xFCller");
    client_->show(window);
    EXPECT_EQ(field_text(created_with(), FieldId::Title), "Müller");
    client_->set(window, "WM_NAME", "COMPOUND_TEXT", "\x1B%G\xC5\x81\x1B%@\xF3");
    EXPECT_EQ(field_text(created_with(1), FieldId::Title), "Łó");
    client_->set(window, "_NET_WM_NAME", "UTF8_STRING", "a\xFF z");
    EXPECT_EQ(field_text(created_with(2), FieldId::Title), "a\uFFFD z");
    client_->set_number(window, "_NET_WM_NAME", "CARDINAL", 5);
    EXPECT_EQ(field_text(created_with(3), FieldId::Title), "");
}

TEST_F(X11WindowWatcher, ATitleOfAMegabyteIsCut) {
    watch();
    std::string title;
    while (title.size() < 1'000'000) {
        title += "\u00fc\U0001F600";
    }
    open(title);
    const Event event = created_with();
    const std::string_view text = field_text(event, FieldId::Title);
    EXPECT_TRUE(is_valid_utf8(text));
    EXPECT_GT(text.size(), kMaximumWindowTextBytes - 4);
    EXPECT_LE(text.size(), kMaximumWindowTextBytes);
    EXPECT_TRUE(title.starts_with(text));
}

TEST_F(X11WindowWatcher, TenThousandTitlesASecondAreThinnedOut) {
    watch();
    const xcb_window_t window = open("start");
    EXPECT_TRUE(sink_.wait_for(1));
    const auto begin = clock_.steady_now();
    for (int count = 0; count < 10'000; ++count) {
        client_->set_title(window, std::to_string(count));
    }
    EXPECT_TRUE(sink_.wait_until(
        [](const EventBatch& events) { return field_text(events.back(), FieldId::Title) == "9999"; }));
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.steady_now() - begin);
    EXPECT_LE(static_cast<long>(sink_.size()), 3 + took.count() / 100);
    EXPECT_NE(sink_.events().back().metadata.find("merged_changes"), nullptr);
}

TEST_F(X11WindowWatcher, ClassAndProcess) {
    watch();
    const xcb_window_t local = client_->create();
    const xcb_window_t remote = client_->create();
    std::string host(256, '\0');
    ::gethostname(host.data(), host.size() - 1);
    host.resize(std::strlen(host.c_str()));
    for (const xcb_window_t window : {local, remote}) {
        client_->set(window, "WM_CLASS", "STRING", std::string_view("instance\0Class\0", 15));
        client_->set_number(window, "_NET_WM_PID", "CARDINAL", static_cast<std::uint32_t>(::getpid()));
        client_->set(window, "WM_CLIENT_MACHINE", "STRING", window == local ? host : "another-machine");
        client_->show(window);
    }
    EXPECT_EQ(field_text(created_with(0), FieldId::Class), "Class");
    EXPECT_EQ(field_text(created_with(0), FieldId::Pid), std::to_string(::getpid()));
    EXPECT_THAT(std::string(field_text(created_with(0), FieldId::Exe)), HasSubstr("contract_test"));
    EXPECT_EQ(field_text(created_with(1), FieldId::Class), "Class");
    EXPECT_EQ(field_text(created_with(1), FieldId::Pid), "") << "that number is another process here";
    EXPECT_EQ(field_text(created_with(1), FieldId::Exe), "");
}

TEST_F(X11WindowWatcher, AManagerThatComesAndGoesChangesNoWindow) {
    if (find_program("openbox").empty() || find_program("xprop").empty()) {
        GTEST_SKIP() << "openbox or xprop is not installed";
    }
    const ChildProgram::Variables display{{"DISPLAY", server()->display()}};
    const auto created = [this](std::string_view title) {
        return sink_.wait_until([&](const EventBatch& events) {
            return std::ranges::any_of(
                events, [&](const Event& event) { return field_text(event, FieldId::Title) == title; });
        });
    };
    watch();
    const xcb_window_t window = open("before");
    EXPECT_TRUE(created("before"));
    ChildProgram manager({"openbox", "--sm-disable"}, display);
    EXPECT_EQ(run_program({"timeout", "20", "sh", "-c",
                           "until xprop -root _NET_CLIENT_LIST | grep -q 0x; do sleep 0.02; done"},
                          display),
              0);
    open("during");
    EXPECT_TRUE(created("during"));
    manager.kill();
    open("after");
    EXPECT_TRUE(created("after"));
    client_->destroy(window);
    EXPECT_TRUE(sink_.wait_until(
        [](const EventBatch& events) { return events.back().kind == EventKind::WindowDestroyed; }));
    const EventBatch events = sink_.events();
    EXPECT_EQ(std::ranges::count(events, EventKind::WindowCreated, &Event::kind), 3);
    EXPECT_EQ(std::ranges::count(events, EventKind::WindowDestroyed, &Event::kind), 1);
}

TEST_F(X11WindowWatcher, AListOfWindowsThatAreNoneDoesNoHarm) {
    const xcb_window_t check = client_->create();
    for (const xcb_window_t window : {client_->root(), check}) {
        client_->set_number(window, "_NET_SUPPORTING_WM_CHECK", "WINDOW", check);
    }
    client_->set_number(client_->root(), "_NET_SUPPORTED", "ATOM", client_->atom("_NET_CLIENT_LIST"));
    client_->set_number(client_->root(), "_NET_CLIENT_LIST", "WINDOW", 5);
    client_->set_number(client_->root(), "_NET_ACTIVE_WINDOW", "WINDOW", 5);
    watch();
    const xcb_window_t window = client_->create();
    client_->set_title(window, "listed");
    client_->set_number(client_->root(), "_NET_CLIENT_LIST", "WINDOW", 6);
    client_->set(client_->root(), "_NET_CLIENT_LIST", "STRING", "nonsense");
    client_->set_number(client_->root(), "_NET_CLIENT_LIST", "WINDOW", window);
    EXPECT_EQ(field_text(created_with(), FieldId::Title), "listed");
    client_->destroy(check);
}

TEST_F(X11WindowWatcher, AScreenThatIsNotThere) {
    environment_.set("DISPLAY", server()->display() + ".7");
    const Result<void> started = start();
    ASSERT_FALSE(started.ok());
    EXPECT_THAT(started.error().message(), HasSubstr("has no screen 7"));
}

TEST_F(X11WindowWatcher, X11InAWaylandSessionIsWarnedOf) {
    environment_.set("WAYLAND_DISPLAY", "wayland-0");
    watch();
    EXPECT_EQ(log_.lines_of("windows_unseen").size(), 1U);
}

TEST_F(X11WindowWatcher, AvailabilityTellsWhatIsMissing) {
    const auto missing = [this](const std::string& backend) {
        for (const BackendAvailability& one : window_watcher_availability(environment_)) {
            if (one.backend == backend) {
                return one.missing.value_or("");
            }
        }
        return std::string("no such backend");
    };
    EXPECT_EQ(missing("x11"), "");
    EXPECT_THAT(missing("sway"), HasSubstr("SWAYSOCK"));
    EXPECT_THAT(missing("i3"), HasSubstr("I3SOCK"));
    environment_.set("DISPLAY", ":9876");
    environment_.set("SWAYSOCK", "/nowhere/sway.sock");
    EXPECT_THAT(missing("x11"), HasSubstr("does not listen"));
    EXPECT_THAT(missing("sway"), HasSubstr("/nowhere/sway.sock"));
}

}  // namespace
}  // namespace wee
