#include "sources/desktop/window_tracker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event/event_subject.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Titles that the test sets.
class FakeTitles final : public WindowTitles {
public:
    std::optional<std::string> title(WindowHandle id) override {
        ++asked;
        const auto found = titles.find(id);
        return found == titles.end() ? std::nullopt : std::optional(found->second);
    }
    std::map<WindowHandle, std::string> titles;
    int asked = 0;
};

Window window(WindowHandle id, std::string title, std::string exe = "/usr/bin/xterm") {
    return Window{id, std::move(title), "XTerm", std::move(exe), 100 + static_cast<std::uint32_t>(id)};
}

class WindowTrackerTest : public testing::Test {
protected:
    /// "focused Inbox", "title Inbox -> Sent": everything since the last call.
    std::vector<std::string> reported() {
        reports_.flush();
        std::vector<std::string> texts;
        for (const Event& event : sink_.take()) {
            texts.push_back(describe(event));
        }
        return texts;
    }
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
            default:
                return "title " + std::string(field_text(event, FieldId::OldTitle)) + " -> " + title;
        }
    }
    WindowTracker& with(const std::string& title_pattern, const std::string& process_pattern = "") {
        tracker_.emplace(
            WindowFilter(Regex::parse(title_pattern).value(), Regex::parse(process_pattern).value()),
            reports_, titles_, clock_);
        return *tracker_;
    }
    WindowTracker& unfiltered() { return with(""); }
    static void change(WindowTracker& tracker, WindowHandle id, const std::string& title) {
        tracker.title_changed(id, title);
        tracker.settle_due();
    }

    ManualClock clock_;
    RecordingSink sink_;
    WindowReports reports_{"windows", sink_, clock_};
    FakeTitles titles_;
    std::optional<WindowTracker> tracker_;
};

TEST_F(WindowTrackerTest, WhatIsThereAtTheStartIsKnownAndNotReported) {
    WindowTracker& tracker = unfiltered();
    tracker.begin({{window(1, "a"), window(2, "b")}, 1});
    EXPECT_THAT(reported(), IsEmpty());
    tracker.focus_is(2);
    tracker.vanished(1);
    EXPECT_THAT(reported(), ElementsAre("unfocused a", "focused b", "destroyed a"));
}

TEST_F(WindowTrackerTest, EventsSayWhichWindowItIs) {
    WindowTracker& tracker = unfiltered();
    tracker.appeared(window(7, "a"));
    reports_.flush();
    const Event event = sink_.take().at(0);
    EXPECT_EQ(event.source, "windows");
    EXPECT_EQ(field_text(event, FieldId::Class), "XTerm");
    EXPECT_EQ(field_text(event, FieldId::Exe), "/usr/bin/xterm");
    EXPECT_EQ(field_text(event, FieldId::Pid), "107");
    EXPECT_EQ(field_text(event, FieldId::WindowId), "7");
}

TEST_F(WindowTrackerTest, AnUnknownProcessIsAnEmptyText) {
    WindowTracker& tracker = unfiltered();
    tracker.appeared(Window{7, "a", "", "", 0});
    reports_.flush();
    const Event event = sink_.take().at(0);
    ASSERT_NE(event.metadata.find(FieldId::Pid), nullptr);
    EXPECT_EQ(*event.metadata.find(FieldId::Pid), "");
    EXPECT_EQ(*event.metadata.find(FieldId::Exe), "");
}

TEST_F(WindowTrackerTest, TheClosingOfTheFocusedWindowIsAnUnfocusFirst) {
    WindowTracker& tracker = unfiltered();
    tracker.appeared(window(1, "a"));
    tracker.focus_is(1);
    tracker.vanished(1);
    tracker.focus_is(std::nullopt);
    tracker.vanished(1);
    EXPECT_THAT(reported(), ElementsAre("created a", "focused a", "unfocused a", "destroyed a"));
}

TEST_F(WindowTrackerTest, TheFocusMayComeBeforeItsWindow) {
    WindowTracker& tracker = unfiltered();
    tracker.begin({{window(1, "a")}, 1});
    tracker.focus_is(2);
    tracker.appeared(window(2, "b"));
    tracker.appeared(window(2, "b"));
    EXPECT_THAT(reported(), ElementsAre("unfocused a", "created b", "focused b"));
}

TEST_F(WindowTrackerTest, Defect15LeavingToAnExcludedWindowIsAnUnfocus) {
    WindowTracker& tracker = with("Inbox");
    tracker.begin({{window(1, "Inbox"), window(2, "Other")}, std::nullopt});
    tracker.focus_is(1);
    EXPECT_THAT(reported(), ElementsAre("focused Inbox"));
    tracker.focus_is(2);
    EXPECT_THAT(reported(), ElementsAre("unfocused Inbox"));
    tracker.focus_is(1);
    tracker.focus_is(std::nullopt);
    EXPECT_THAT(reported(), ElementsAre("focused Inbox", "unfocused Inbox"));
}

TEST_F(WindowTrackerTest, TheProgramsFileNameIsFiltered) {
    WindowTracker& tracker = with("", "^xterm$");
    tracker.appeared(window(1, "a", "/opt/xterm/bin/foot"));
    tracker.appeared(window(2, "b", "/usr/bin/xterm"));
    tracker.appeared(window(3, "c", ""));
    tracker.vanished(1);
    EXPECT_THAT(reported(), ElementsAre("created b"));
}

TEST_F(WindowTrackerTest, ATitleThatComesToMatchIsAFocusAndOneThatCeasesAnUnfocus) {
    WindowTracker& tracker = with("Inbox");
    tracker.begin({{window(1, "Other")}, 1});
    change(tracker, 1, "Inbox");
    EXPECT_THAT(reported(), ElementsAre("title Other -> Inbox", "focused Inbox"));
    clock_.advance(TitleLimiter::kBetweenReports);
    change(tracker, 1, "Sent");
    EXPECT_THAT(reported(), ElementsAre("title Inbox -> Sent", "unfocused Sent"));
    clock_.advance(TitleLimiter::kBetweenReports);
    change(tracker, 1, "Drafts");
    EXPECT_THAT(reported(), IsEmpty());
    tracker.vanished(1);
    EXPECT_THAT(reported(), ElementsAre("destroyed Drafts")) << "it was reported about once";
}

TEST_F(WindowTrackerTest, AStormOfTitlesIsOneChangeForEachHundredMillisecondsAndTheLastIsReported) {
    WindowTracker& tracker = unfiltered();
    tracker.begin({{window(1, "start")}, std::nullopt});
    for (int count = 0; count < 10'000; ++count) {  // a second of it
        titles_.titles[1] = std::to_string(count);
        tracker.title_changed(1);
        tracker.settle_due();
        clock_.advance(std::chrono::microseconds{100});
    }
    EXPECT_EQ(reported().size(), 10U);
    EXPECT_EQ(titles_.asked, 10) << "what is not reported is not even asked for";
    ASSERT_TRUE(tracker.next_deadline().has_value());
    clock_.advance(TitleLimiter::kBetweenReports);
    tracker.settle_due();
    reports_.flush();
    const EventBatch last = sink_.take();
    ASSERT_EQ(last.size(), 1U);
    EXPECT_EQ(describe(last[0]), "title 9000 -> 9999");
    ASSERT_NE(last[0].metadata.find("merged_changes"), nullptr);
    EXPECT_EQ(*last[0].metadata.find("merged_changes"), "998");
    EXPECT_FALSE(tracker.next_deadline().has_value());
}

TEST_F(WindowTrackerTest, TheEndReportsTheTitlesThatWait) {
    WindowTracker& tracker = unfiltered();
    tracker.begin({{window(1, "a")}, std::nullopt});
    change(tracker, 1, "b");
    change(tracker, 1, "c");
    tracker.settle_all();
    EXPECT_THAT(reported(), ElementsAre("title a -> b", "title b -> c"));
}

TEST_F(WindowTrackerTest, TheSameTitleOnceMoreIsNoChange) {
    WindowTracker& tracker = unfiltered();
    tracker.begin({{window(1, "a")}, std::nullopt});
    change(tracker, 1, "a");
    EXPECT_THAT(reported(), IsEmpty());
}

TEST_F(WindowTrackerTest, AFocusEventHasTheTitleOfItsMoment) {
    WindowTracker& tracker = with("Inbox");
    tracker.begin({{window(1, "a"), window(2, "b")}, 1});
    titles_.titles = {{1, "a"}, {2, "Inbox"}};
    tracker.title_changed(2);
    tracker.focus_is(2);
    EXPECT_THAT(reported(), ElementsAre("title b -> Inbox", "focused Inbox"));
}

TEST_F(WindowTrackerTest, AWindowThatVanishesWhileItsTitleIsAskedForIsJustDestroyed) {
    WindowTracker& tracker = unfiltered();
    tracker.begin({{window(1, "a")}, std::nullopt});
    tracker.title_changed(1);
    tracker.settle_due();
    tracker.title_changed(1);
    tracker.vanished(1);
    tracker.title_changed(1);
    EXPECT_FALSE(tracker.next_deadline().has_value());
    EXPECT_THAT(reported(), ElementsAre("destroyed a"));
}

TEST_F(WindowTrackerTest, AfterBlindnessTheDifferenceIsReported) {
    WindowTracker& tracker = unfiltered();
    tracker.begin({{window(1, "a"), window(2, "b"), window(3, "c")}, 1});
    tracker.title_changed(2);
    Window reused = window(3, "c");
    reused.pid = 999;
    tracker.replace({{window(2, "b2"), reused, window(4, "d")}, 4});
    EXPECT_THAT(reported(), ElementsAre("unfocused a", "destroyed a", "destroyed c", "title b -> b2",
                                        "created c", "created d", "focused d"));
    EXPECT_EQ(titles_.asked, 0);
    tracker.replace({});
    EXPECT_THAT(reported(), ElementsAre("destroyed b2", "destroyed c", "unfocused d", "destroyed d"));
}

}  // namespace
}  // namespace wee
