#include "event/event_variables.h"

#include <set>

#include <gmock/gmock.h>

namespace wee {
namespace {

using testing::Contains;
using testing::Not;
using testing::Pair;

const WallTime kNoon{std::chrono::sys_days{std::chrono::November / 23 / 2026} + std::chrono::hours{12}};

Event created(std::string path) {
    Event event = make_event(EventKind::FileCreated, "inbox", kNoon);
    event.metadata.set(FieldId::Path, std::move(path));
    return event;
}

Event renamed() {
    Event event = make_event(EventKind::FileRenamed, "inbox", kNoon);
    event.metadata.set(FieldId::OldPath, "/a/old.txt").set(FieldId::NewPath, "/b/new.txt");
    return event;
}

TEST(EventVariables, DescribesAFile) {
    const Event event = created("/in/report.pdf");
    EXPECT_EQ(event_variable(event, "EVENT_PATH"), "/in/report.pdf");
    EXPECT_EQ(event_variable(event, "FILENAME"), "report.pdf");
    EXPECT_EQ(event_variable(event, "DIRECTORY"), "/in");
    EXPECT_EQ(event_variable(event, "EVENT_TYPE"), "FileCreated");
    EXPECT_EQ(event_variable(event, "EVENT_SOURCE"), "inbox");
    EXPECT_EQ(event_variable(event, "EVENT_ID"), event.id.to_string());
    EXPECT_EQ(event_variable(event, "TIMESTAMP"), "2026-11-23T12:00:00.000000Z");
    EXPECT_EQ(event_variable(event, "EVENT_TIMESTAMP"), "2026-11-23T12:00:00.000000Z");
    EXPECT_EQ(event_variable(event, "METADATA_PATH"), "/in/report.pdf");
}

TEST(EventVariables, ARenamesPathIsItsNewPath) {
    EXPECT_EQ(event_variable(renamed(), "EVENT_PATH"), "/b/new.txt");
    EXPECT_EQ(event_variable(renamed(), "FILENAME"), "new.txt");
    EXPECT_EQ(event_variable(renamed(), "DIRECTORY"), "/b");
    EXPECT_EQ(event_variable(renamed(), "OLD_PATH"), "/a/old.txt");
    EXPECT_EQ(event_variable(renamed(), "NEW_PATH"), "/b/new.txt");
    EXPECT_EQ(event_variable(renamed(), "EVENT_OLD_PATH"), "/a/old.txt");
}

TEST(EventVariables, DescribesAWindowAndItsProcess) {
    Event event = make_event(EventKind::WindowFocused, "windows", kNoon);
    event.metadata.set(FieldId::Title, "Notes")
        .set(FieldId::Exe, R"(C:\Windows\notepad.exe)")
        .set(FieldId::Pid, "42");
    EXPECT_EQ(event_variable(event, "WINDOW_TITLE"), "Notes");
    EXPECT_EQ(event_variable(event, "PROCESS_PATH"), R"(C:\Windows\notepad.exe)");
    EXPECT_EQ(event_variable(event, "PROCESS_NAME"), "notepad.exe");
    EXPECT_EQ(event_variable(event, "PID"), "42");
    event.metadata.set(FieldId::ProcessName, "Notepad");
    EXPECT_EQ(event_variable(event, "PROCESS_NAME"), "Notepad");
}

TEST(EventVariables, DescribesAProcessesEnd) {
    Event event = make_event(EventKind::ProcessStopped, "processes", kNoon);
    event.metadata.set(FieldId::ProcessName, "make").set(FieldId::Pid, "7").set(FieldId::ExitCode, "2");
    EXPECT_EQ(event_variable(event, "EXIT_CODE"), "2");
    EXPECT_EQ(event_variable(event, "PID"), "7");
}

TEST(EventVariables, ARegistryEventsPidIsItsProcessId) {
    Event event = make_event(EventKind::RegistryKeyCreated, "registry", kNoon);
    event.metadata.set(FieldId::ProcessId, "99");
    EXPECT_EQ(event_variable(event, "PID"), "99");
}

TEST(EventVariables, MetadataNamesMatchWhateverTheirCaseAndPunctuation) {
    Event event = created("/a");
    event.metadata.set("build-number", "17");
    EXPECT_EQ(event_variable(event, "METADATA_BUILD_NUMBER"), "17");
    EXPECT_EQ(event_variable(event, "METADATA_build-number"), "17");
    EXPECT_EQ(event_variable(event, "METADATA_SHAPE"), "");
}

TEST(EventVariables, HaveEveryFieldByItsOwnName) {
    Event event = created("/in/a");
    event.metadata.set(FieldId::ExitCode, "2").set(FieldId::WorkingDirectory, "/w").set("Build-no", "17");
    EXPECT_EQ(event_variable(event, "path"), "/in/a");
    EXPECT_EQ(event_variable(event, "exit_code"), "2");
    EXPECT_EQ(event_variable(event, "working_directory"), "/w");
    EXPECT_EQ(event_variable(event, "kind"), "FileCreated");
    EXPECT_EQ(event_variable(event, "source"), "inbox");
    EXPECT_EQ(event_variable(event, "id"), event.id.to_string());
    EXPECT_EQ(event_variable(event, "timestamp"), "2026-11-23T12:00:00.000000Z");
    EXPECT_EQ(event_variable(event, "metadata.exit_code"), "2");
    EXPECT_EQ(event_variable(event, "metadata.Build-no"), "17");
    EXPECT_EQ(event_variable(event, "metadata.build_no"), "");
}

TEST(EventVariables, FieldsThatSayMoreThanThemselvesDoSoByTheirPlainNameOnly) {
    EXPECT_EQ(event_variable(renamed(), "path"), "/b/new.txt");
    EXPECT_EQ(event_variable(renamed(), "metadata.path"), "");
    Event event = make_event(EventKind::ProcessStarted, "processes", kNoon);
    event.metadata.set(FieldId::Exe, "/bin/make").set(FieldId::ProcessId, "7");
    EXPECT_EQ(event_variable(event, "process_name"), "make");
    EXPECT_EQ(event_variable(event, "pid"), "7");
    EXPECT_EQ(event_variable(event, "EVENT_PROCESS_NAME"), "");
    EXPECT_EQ(event_variable(event, "EVENT_PID"), "");
}

TEST(EventVariables, AreEmptyWhereTheEventHasNone) {
    const Event tick = make_event(EventKind::TimerTick, "timer", kNoon);
    for (const std::string_view name : event_variable_names()) {
        const bool always = name == "EVENT_TYPE" || name == "EVENT_SOURCE" || name == "EVENT_ID" ||
                            name == "EVENT_TIMESTAMP" || name == "TIMESTAMP" || name == "kind" ||
                            name == "source" || name == "id" || name == "timestamp";
        EXPECT_EQ(event_variable(tick, name).empty(), !always) << name;
    }
    EXPECT_EQ(event_variable(tick, "NO_SUCH_NAME"), "");
}

TEST(EventVariables, KnowsItsNamesAndNoOthers) {
    for (const std::string_view name : event_variable_names()) {
        EXPECT_TRUE(is_event_variable(name)) << name;
    }
    const auto& names = event_variable_names();
    EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
    for (const char* name : {"METADATA_X", "EVENT_WINDOW_ID", "EVENT_PARENT_PID", "EVENT_REASON", "path",
                             "window_id", "metadata.x"}) {
        EXPECT_TRUE(is_event_variable(name)) << name;
    }
    for (const char* name : {"", "EVENT_", "METADATA_", "EVENT_COLOUR", "event_path", "EVENTPATH", "HOME",
                             "metadata.", "metadata", "Path", "colour"}) {
        EXPECT_FALSE(is_event_variable(name)) << name;
    }
}

TEST(EventEnvironment, TellsAChildEverything) {
    const Event event = renamed();
    const auto environment = event_environment(event);
    EXPECT_THAT(environment, Contains(Pair("EVENT_ID", event.id.to_string())));
    EXPECT_THAT(environment, Contains(Pair("EVENT_TYPE", "FileRenamed")));
    EXPECT_THAT(environment, Contains(Pair("EVENT_SOURCE", "inbox")));
    EXPECT_THAT(environment, Contains(Pair("EVENT_TIMESTAMP", "2026-11-23T12:00:00.000000Z")));
    EXPECT_THAT(environment, Contains(Pair("EVENT_PATH", "/b/new.txt")));
    EXPECT_THAT(environment, Contains(Pair("EVENT_OLD_PATH", "/a/old.txt")));
    EXPECT_THAT(environment, Contains(Pair("EVENT_NEW_PATH", "/b/new.txt")));
}

TEST(EventEnvironment, HoldsEachNameOnceAndNoFieldPassesForAnother) {
    Event event = created("/a");
    event.metadata.set("type", "forged").set("id", "forged").set("a b", "first").set("a-b", "second");
    const auto environment = event_environment(event);
    std::set<std::string> names;
    for (const auto& [name, value] : environment) {
        EXPECT_TRUE(names.insert(name).second) << name;
        EXPECT_NE(value, "forged");
        EXPECT_EQ(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"), std::string::npos) << name;
    }
    EXPECT_THAT(environment, Contains(Pair("EVENT_A_B", "first")));
}

TEST(EventEnvironment, CutsAValueAtItsFirstNulAndKeepsOtherBytes) {
    Event event = created("/a");
    event.metadata.set("note", std::string("x\0=y", 4)).set(FieldId::Title, "\xff\n");
    const auto environment = event_environment(event);
    EXPECT_THAT(environment, Contains(Pair("EVENT_NOTE", "x")));
    EXPECT_THAT(environment, Contains(Pair("EVENT_TITLE", "\xff\n")));
}

}  // namespace
}  // namespace wee
