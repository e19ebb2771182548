#include "event/event_json.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

constexpr const char* kId = "0f8fad5b-d9cb-469f-a165-70867728950e";

Event sample() {
    const WallTime noon{std::chrono::sys_days{std::chrono::November / 23 / 2026} + std::chrono::hours{12}};
    Event event{EventId::parse(kId).value(), noon, EventKind::FileRenamed, "inbox", {}};
    event.metadata.set(FieldId::OldPath, "/a/old.txt")
        .set(FieldId::NewPath, "/b/new.txt")
        .set("colour", "red");
    return event;
}

std::string failure(std::string_view text) {
    const Result<Event> event = event_from_json(text);
    return event.ok() ? "no failure" : event.error().message();
}

TEST(EventJson, HasTheDocumentedShape) {
    EXPECT_EQ(to_json(sample()),
              R"({"id":"0f8fad5b-d9cb-469f-a165-70867728950e","timestamp":"2026-11-23T12:00:00.000000Z",)"
              R"("kind":"FileRenamed","source":"inbox",)"
              R"("metadata":{"old_path":"/a/old.txt","new_path":"/b/new.txt","colour":"red"}})");
}

TEST(EventJson, ReadsBackWhatItWrites) {
    const Result<Event> again = event_from_json(to_json(sample()));
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again.value(), sample());
}

TEST(EventJson, HostileTextStaysTextOnOneLine) {
    Event event = sample();
    event.source = "in\"box\\";
    event.metadata.set(FieldId::OldPath, "a\n\x1b[31m\",\"kind\":\"TimerTick").set("na\nme", "");
    const std::string line = to_json(event);
    EXPECT_EQ(line.find_first_of("\n\x1b"), std::string::npos);
    const Result<Event> again = event_from_json(line);
    ASSERT_TRUE(again.ok()) << again.error().message();
    EXPECT_EQ(again.value(), event);
}

TEST(EventJson, ShowsBytesThatAreNoUtf8) {
    Event event = sample();
    event.metadata.set(FieldId::OldPath, "\xe4.txt");
    const Result<Event> again = event_from_json(to_json(event));
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again.value().metadata.find(FieldId::OldPath), "\\xe4.txt");
}

TEST(EventJson, NeedsNothingButTheKind) {
    const Result<Event> event = event_from_json(R"({"kind": "file_created"})");
    ASSERT_TRUE(event.ok()) << event.error().message();
    EXPECT_EQ(event.value().kind, EventKind::FileCreated);
    EXPECT_EQ(event.value().timestamp, WallTime());
    EXPECT_EQ(event.value().source, "");
    EXPECT_EQ(event.value().metadata.size(), 0U);
    EXPECT_NE(event.value().id, EventId());
}

TEST(EventJson, IgnoresKeysOfLaterVersions) {
    EXPECT_TRUE(event_from_json(R"({"kind": "TimerTick", "host": {"name": "x"}})").ok());
}

TEST(EventJson, NamesTheKeyThatIsWrong) {
    EXPECT_EQ(failure("{}"), R"(the event has no "kind": write one, as in "kind": "FileCreated")");
    EXPECT_EQ(
        failure(R"({"kind": "FileCraeted"})"),
        R"(the event's "kind" is "FileCraeted", which is no kind of event: did you mean "FileCreated"?)");
    EXPECT_EQ(
        failure(R"({"kind": "Eruption"})"),
        R"(the event's "kind" is "Eruption", which is no kind of event: write one, as in "FileCreated")");
    EXPECT_EQ(failure(R"({"kind": 7})"), R"(the event's "kind" is of type number: write a text)");
    EXPECT_EQ(failure(R"({"kind": "TimerTick", "metadata": {"pid": 7}})"),
              R"(the event's "metadata.pid" is of type number: )"
              "every metadata value is a text, write it in quotes");
    EXPECT_EQ(failure(R"({"kind": "TimerTick", "metadata": []})"),
              R"(the event's "metadata" is of type array: write an object, as in {"path": "/tmp/a.txt"})");
    EXPECT_TRUE(failure(R"({"kind": "TimerTick", "id": "7"})").starts_with(R"(the event's "id": )"));
    EXPECT_TRUE(
        failure(R"({"kind": "TimerTick", "timestamp": "noon"})").starts_with(R"(the event's "timestamp": )"));
    EXPECT_EQ(failure(R"({"kind": "TimerTick", "source": null})"),
              R"(the event's "source" is of type null: write a text)");
    EXPECT_TRUE(failure("[]").starts_with("an event is a JSON object"));
}

TEST(EventJson, SaysWhereTheTextIsNoJson) {
    EXPECT_EQ(failure("{\n  \"kind\" \"TimerTick\"}"), "the event is not valid JSON near line 2, column 20");
    EXPECT_EQ(failure(""), "the event is not valid JSON near line 1, column 1");
    EXPECT_EQ(failure("{\"kind\": \"\xff\"}"), "the event is not valid JSON near line 1, column 11");
    EXPECT_EQ(failure(R"({"kind": 1e999})"), "the event holds a number that is too large");
}

TEST(EventJson, ReadsOneEventOrAnArray) {
    EXPECT_EQ(events_from_json(" {\"kind\": \"TimerTick\"}\n").value().size(), 1U);
    EXPECT_EQ(events_from_json("[]").value().size(), 0U);
    const Result<EventBatch> two =
        events_from_json("[{\"kind\": \"TimerTick\"},\n" + to_json(sample()) + "]");
    ASSERT_TRUE(two.ok());
    EXPECT_EQ(two.value().at(1), sample());
    EXPECT_TRUE(events_from_json(R"([{"kind": "TimerTick"}, {}])")
                    .error()
                    .message()
                    .starts_with("event 2: the event has no \"kind\""));
    EXPECT_EQ(events_from_json("[{\"kind\": \"TimerTick\"}\n{}]").error().message(),
              "the text is not valid JSON near line 2, column 1");
}

TEST(EventJson, SurvivesAbsurdNesting) {
    const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
    EXPECT_TRUE(failure(deep).starts_with("an event is a JSON object"));
    EXPECT_TRUE(failure(std::string(1'000'000, '{')).starts_with("the event is not valid JSON"));
}

}  // namespace
}  // namespace wee
