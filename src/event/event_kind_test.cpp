#include "event/event_kind.h"

#include <set>

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(EventKind, HasTheDocumentedNames) {
    EXPECT_EQ(to_string(EventKind::FileCreated), "FileCreated");
    EXPECT_EQ(to_string(EventKind::WindowTitleChanged), "WindowTitleChanged");
    EXPECT_EQ(to_snake_case(EventKind::WindowTitleChanged), "window_title_changed");
    EXPECT_EQ(to_snake_case(EventKind::RegistryValueSet), "registry_value_set");
    EXPECT_EQ(to_snake_case(EventKind::TimerTick), "timer_tick");
}

TEST(EventKind, ReadsBackEitherSpellingOfEveryKind) {
    std::set<EventKind> seen;
    for (const EventKind kind : all_event_kinds()) {
        EXPECT_EQ(parse_event_kind(to_string(kind)), kind);
        EXPECT_EQ(parse_event_kind(to_snake_case(kind)), kind);
        seen.insert(kind);
    }
    EXPECT_EQ(seen.size(), kEventKindCount);
}

TEST(EventKind, KnowsNoOtherSpelling) {
    for (const char* text : {"", "filecreated", "FILE_CREATED", "File_Created", "FileCreated ", "timer"}) {
        EXPECT_EQ(parse_event_kind(text), std::nullopt) << text;
    }
}

TEST(EventKindSet, HoldsWhatWasPutIn) {
    const EventKindSet files = {EventKind::FileCreated, EventKind::FileDeleted};
    EXPECT_TRUE(files.contains(EventKind::FileCreated));
    EXPECT_FALSE(files.contains(EventKind::FileModified));
    EXPECT_TRUE(EventKindSet().empty());
    EXPECT_EQ(files & EventKindSet{EventKind::FileDeleted}, EventKindSet{EventKind::FileDeleted});
    EXPECT_EQ(files | EventKindSet::all(), EventKindSet::all());
    EXPECT_TRUE(EventKindSet::all().contains(EventKind::EventsLost));
}

}  // namespace
}  // namespace wee
