#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event/event_subject.h"
#include "tests/contract/window_watcher_backends.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kStarts = 100;
#else
constexpr int kStarts = 1000;
#endif

#if defined(__SANITIZE_THREAD__)
constexpr bool kIsTooSlow = true;
#else
constexpr bool kIsTooSlow = false;
#endif

/// Terminals need seconds for their start on a machine that does much else.
constexpr std::chrono::seconds kProgramDeadline{30};

/// What every window watcher promises, on a real desktop with real programs. The desktop serves all tests of
/// its backend.
class WindowWatcherContract : public testing::TestWithParam<WindowWatcherBackend> {
protected:
    static void TearDownTestSuite() { desktops().clear(); }

    void SetUp() override {
        if (kIsTooSlow) {
            GTEST_SKIP() << "once in two runs beside the thread sanitizer no terminal came within its time";
        }
        if (!desktop().missing().empty()) {
            GTEST_SKIP() << desktop().missing();
        }
    }
    ~WindowWatcherContract() override {
        if (watcher_) {
            watcher_->stop();
        }
    }

    static std::map<std::string, std::unique_ptr<TestedDesktop>>& desktops() {
        static std::map<std::string, std::unique_ptr<TestedDesktop>> all;
        return all;
    }
    static TestedDesktop& desktop() {
        std::unique_ptr<TestedDesktop>& one = desktops()[GetParam().name];
        if (!one) {
            one = GetParam().make_desktop();
        }
        return *one;
    }

    std::unique_ptr<Source> make(const std::string& title = "", const std::string& process = "") {
        WindowWatcherOptions options{.name = "windows"};
        if (!title.empty()) {
            options.title_pattern = Regex::parse(title).value();
        }
        if (!process.empty()) {
            options.process_pattern = Regex::parse(process).value();
        }
        return GetParam().make(std::move(options), log_, clock_, desktop().environment());
    }
    void watch(const std::string& title = "", const std::string& process = "") {
        watcher_ = make(title, process);
        const Result<void> started = watcher_->start(sink_);
        ASSERT_TRUE(started.ok()) << started.error().message();
    }

    /// "created Inbox", "title Inbox -> Sent", "lost".
    static std::string describe(const Event& event) {
        const std::string title(field_text(event, FieldId::Title));
        switch (event.kind) {
            case EventKind::WindowCreated:
                return "created " + title;
            case EventKind::WindowDestroyed:
                return "destroyed " + title;
            case EventKind::WindowFocused:
                return "focused " + title;
            case EventKind::WindowUnfocused:
                return "unfocused " + title;
            case EventKind::WindowTitleChanged:
                return "title " + std::string(field_text(event, FieldId::OldTitle)) + " -> " + title;
            default:
                return "lost";
        }
    }
    [[nodiscard]] std::vector<std::string> reported() const {
        std::vector<std::string> texts;
        for (const Event& event : sink_.events()) {
            texts.push_back(describe(event));
        }
        return texts;
    }
    void await(const std::string& text) const {
        const auto is_wanted = [&](const Event& event) { return describe(event) == text; };
        ASSERT_TRUE(sink_.wait_until([&](const EventBatch& events) {
            return std::ranges::any_of(events, is_wanted);
        })) << "no \""
            << text << "\" among " << testing::PrintToString(reported());
    }
    [[nodiscard]] Event event_of(const std::string& text) const {
        for (const Event& event : sink_.events()) {
            if (describe(event) == text) {
                return event;
            }
        }
        return {};
    }
    /// Opens a window and waits until it has the focus, which a manager gives to most new windows by itself.
    std::unique_ptr<ProgramWithWindow> open(const std::string& title) {
        auto program = desktop().open(title);
        await("created " + title);
        const auto has_focus = [&](const EventBatch& events) {
            return std::ranges::any_of(
                events, [&](const Event& event) { return describe(event) == "focused " + title; });
        };
        if (!sink_.wait_until(has_focus, std::chrono::seconds{1})) {
            desktop().focus(window_id(title));
            await("focused " + title);
        }
        return program;
    }
    [[nodiscard]] std::string window_id(const std::string& title) const {
        return std::string(field_text(event_of("created " + title), FieldId::WindowId));
    }

    RecordingLog log_;
    RecordingSink sink_;
    SystemClock clock_;
    std::unique_ptr<Source> watcher_;
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WindowWatcherContract);

TEST_P(WindowWatcherContract, AWindowFromItsOpeningToItsEnd) {
    watch();
    EXPECT_EQ(watcher_->backend(), GetParam().name);
    auto program = open("one");
    const std::string pid = program->pid();
    program->set_title("two \u2013 \u00fc");
    await("title one -> two \u2013 \u00fc");
    program.reset();
    await("destroyed two \u2013 \u00fc");
    EXPECT_THAT(reported(), ElementsAre("created one", "focused one", "title one -> two \u2013 \u00fc",
                                        "unfocused two \u2013 \u00fc", "destroyed two \u2013 \u00fc"));
    for (const Event& event : sink_.events()) {
        EXPECT_EQ(event.source, "windows");
        EXPECT_EQ(field_text(event, FieldId::Class), desktop().window_class());
        EXPECT_EQ(field_text(event, FieldId::Exe), desktop().program());
        EXPECT_EQ(field_text(event, FieldId::Pid), pid);
        EXPECT_EQ(field_text(event, FieldId::WindowId), window_id("one"));
    }
}

TEST_P(WindowWatcherContract, TheFocusGoesFromWindowToWindow) {
    watch();
    const auto first = open("first");
    const auto second = open("second");
    EXPECT_TRUE(sink_.wait_for(5));
    const std::string id = window_id("first");
    EXPECT_THAT(reported(), ElementsAre("created first", "focused first", "created second", "unfocused first",
                                        "focused second"));
    sink_.clear();
    desktop().focus(id);
    await("focused first");
    EXPECT_THAT(reported(), ElementsAre("unfocused second", "focused first"));
}

TEST_P(WindowWatcherContract, WhatIsThereAtTheStartIsKnownAndNotReported) {
    watch();
    auto first = open("first");
    watcher_->stop();
    sink_.clear();
    watch();
    const auto second = open("second");
    first.reset();
    await("destroyed first");
    EXPECT_THAT(reported(),
                ElementsAre("created second", "unfocused first", "focused second", "destroyed first"));
}

TEST_P(WindowWatcherContract, Defect15LeavingToAnExcludedWindowIsAnUnfocus) {
    watch("^wanted");
    const auto wanted = open("wanted");
    sink_.clear();
    auto other = desktop().open("other");
    await("unfocused wanted");
    other.reset();
    await("focused wanted");
    EXPECT_THAT(reported(), ElementsAre("unfocused wanted", "focused wanted"));
}

TEST_P(WindowWatcherContract, AnotherProgramsWindowsAreLeftOut) {
    RecordingSink excluded;
    const auto excluding = make("", "^no-such-program$");
    ASSERT_TRUE(excluding->start(excluded).ok());
    watch("", "^(xterm|foot)$");
    open("one").reset();
    await("destroyed one");
    excluding->stop();
    EXPECT_EQ(excluded.size(), 0U);
}

TEST_P(WindowWatcherContract, AStormOfTitlesIsThinnedOutAndTheLastOneIsReported) {
    watch();
    const auto program = open("start");
    const auto begin = clock_.steady_now();
    for (int count = 0; count < 2'000; ++count) {
        program->set_title("title " + std::to_string(count));
    }
    program->set_title("last");
    const auto is_last = [](const EventBatch& events) {
        return !events.empty() && field_text(events.back(), FieldId::Title) == "last";
    };
    EXPECT_TRUE(sink_.wait_until(is_last));
    const auto took = std::chrono::duration_cast<milliseconds>(clock_.steady_now() - begin);
    EXPECT_LE(static_cast<long>(sink_.size()), 2 + 2 + took.count() / 100);
}

TEST_P(WindowWatcherContract, ADesktopThatDiesAndComesBack) {
    watch();
    auto program = open("old");
    desktop().crash();
    await("destroyed old");
    EXPECT_THAT(reported(),
                ElementsAre("created old", "focused old", "lost", "unfocused old", "destroyed old"));
    EXPECT_THAT(std::string(field_text(event_of("lost"), FieldId::Reason)),
                HasSubstr("closed the connection"));
    EXPECT_TRUE(log_.wait_for("events_lost"));
    program.reset();
    desktop().start_again();
    EXPECT_TRUE(log_.wait_for("window_source_back"));
    sink_.clear();
    open("new").reset();
    await("destroyed new");
    EXPECT_THAT(reported(), ElementsAre("created new", "focused new", "unfocused new", "destroyed new"));
}

TEST_P(WindowWatcherContract, AServerThatStandsStillDoesNotHoldUpTheStop) {
    watch();
    desktop().freeze();
    const auto never_started = make();
    std::thread stopper([&] {
        std::this_thread::sleep_for(milliseconds{50});
        never_started->request_stop();
    });
    EXPECT_FALSE(never_started->start(sink_).ok());
    stopper.join();
    const auto begin = clock_.steady_now();
    watcher_->stop();
    EXPECT_LT(clock_.steady_now() - begin, std::chrono::seconds{2});
    desktop().thaw();
}

TEST_P(WindowWatcherContract, StartingAndStoppingLeaksNothing) {
    const auto descriptors = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
    };
    watch();
    watcher_->stop();
    const auto before = descriptors();
    for (int count = 0; count < kStarts; ++count) {
        const auto watcher = make();
        ASSERT_TRUE(watcher->start(sink_).ok()) << "time " << count;
        watcher->stop();
    }
    EXPECT_EQ(descriptors(), before);
}

struct NameOfWindowBackend {
    std::string operator()(const testing::TestParamInfo<WindowWatcherBackend>& info) const {
        return info.param.name;
    }
};

INSTANTIATE_TEST_SUITE_P(Real, WindowWatcherContract, testing::ValuesIn(window_watcher_backends()),
                         NameOfWindowBackend());

}  // namespace
}  // namespace wee
