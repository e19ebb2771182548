#include "event/event_key.h"

#include <initializer_list>
#include <utility>

#include <gtest/gtest.h>

namespace wee {
namespace {

std::string key_of(EventKind kind, std::initializer_list<std::pair<FieldId, const char*>> fields) {
    Event event = make_event(kind, "the source", WallTime{});
    for (const auto& [id, value] : fields) {
        event.metadata.set(id, value);
    }
    return default_key(event);
}

TEST(DefaultKey, OfAFileIsItsPath) {
    for (const EventKind kind : {EventKind::FileCreated, EventKind::FileModified, EventKind::FileDeleted}) {
        EXPECT_EQ(key_of(kind, {{FieldId::Path, "/in/a b"}}), "/in/a b");
    }
    EXPECT_EQ(key_of(EventKind::FileRenamed, {{FieldId::OldPath, "/old"}, {FieldId::NewPath, "/new"}}),
              "/new");
}

TEST(DefaultKey, OfAProcessIsItsName) {
    for (const EventKind kind : {EventKind::ProcessStarted, EventKind::ProcessStopped}) {
        EXPECT_EQ(
            key_of(kind, {{FieldId::Pid, "7"}, {FieldId::Exe, "/bin/sh"}, {FieldId::ProcessName, "make"}}),
            "make");
        EXPECT_EQ(key_of(kind, {{FieldId::Pid, "7"}, {FieldId::Exe, R"(C:\Windows\notepad.exe)"}}),
                  "notepad.exe");
        EXPECT_EQ(key_of(kind, {{FieldId::Pid, "7"}}), "7");
    }
}

TEST(DefaultKey, OfAWindowIsItsIdentity) {
    for (const EventKind kind :
         {EventKind::WindowCreated, EventKind::WindowDestroyed, EventKind::WindowFocused,
          EventKind::WindowUnfocused, EventKind::WindowTitleChanged}) {
        EXPECT_EQ(key_of(kind, {{FieldId::Title, "t"}, {FieldId::Pid, "7"}, {FieldId::WindowId, "0x1"}}),
                  "0x1");
        EXPECT_EQ(key_of(kind, {{FieldId::Title, "t"}, {FieldId::Pid, "7"}, {FieldId::Class, "Edit"}}),
                  "7 Edit");
        EXPECT_EQ(key_of(kind, {{FieldId::Title, "t"}, {FieldId::Pid, "7"}}), "7 ");
        EXPECT_EQ(key_of(kind, {{FieldId::Title, "t"}}), "t");
    }
}

TEST(DefaultKey, OfTheRegistryIsTheKeyOrTheValue) {
    for (const EventKind kind : {EventKind::RegistryKeyCreated, EventKind::RegistryKeyDeleted,
                                 EventKind::RegistryValueSet, EventKind::RegistryValueDeleted}) {
        EXPECT_EQ(key_of(kind, {{FieldId::KeyPath, R"(HKLM\x)"}}), R"(HKLM\x)");
        EXPECT_EQ(key_of(kind, {{FieldId::KeyPath, R"(HKLM\x)"}, {FieldId::ValueName, "v"}}), R"(HKLM\x\v)");
    }
}

TEST(DefaultKey, OfAnEmittedEventIsItsPathOrItsName) {
    EXPECT_EQ(key_of(EventKind::Emitted, {{FieldId::Name, "saved"}, {FieldId::Path, "/a"}}), "/a");
    EXPECT_EQ(key_of(EventKind::Emitted, {{FieldId::Name, "saved"}}), "saved");
}

TEST(DefaultKey, OfATimerAndOfALossIsTheSource) {
    EXPECT_EQ(key_of(EventKind::TimerTick, {{FieldId::TickCount, "3"}}), "the source");
    EXPECT_EQ(key_of(EventKind::EventsLost, {{FieldId::Path, "/in"}}), "the source");
}

TEST(DefaultKey, IsEmptyWhereTheEventHasNothingOfItsKind) {
    EXPECT_EQ(key_of(EventKind::FileCreated, {}), "");
    EXPECT_EQ(key_of(EventKind::WindowFocused, {}), "");
    EXPECT_EQ(key_of(EventKind::ProcessStarted, {}), "");
    EXPECT_EQ(key_of(EventKind::RegistryValueSet, {}), "");
}

}  // namespace
}  // namespace wee
