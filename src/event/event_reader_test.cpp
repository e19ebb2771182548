#include "event/event_reader.h"

#include <sstream>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using Outcome = EventReader::Outcome;

constexpr const char* kTick = R"({"kind":"TimerTick","source":"clock"})";

EventReader reader_of(const std::string& text) {
    return EventReader({"events", std::make_unique<std::stringbuf>(text)});
}

/// Everything that is read, bad lines as their problem.
std::vector<std::string> outcomes_of(EventReader reader, std::size_t most = 100) {
    std::vector<std::string> outcomes;
    EventBatch events;
    while (true) {
        events.clear();
        const Outcome outcome = reader.read(events, most);
        if (outcome == Outcome::Events) {
            outcomes.push_back(std::to_string(events.size()));
        } else if (outcome == Outcome::BadLine) {
            EXPECT_TRUE(events.empty());
            outcomes.push_back(reader.problem().substr(0, reader.problem().find(": ")));
        } else {
            outcomes.emplace_back(outcome == Outcome::End ? "end" : "failed");
            return outcomes;
        }
    }
}

using Outcomes = std::vector<std::string>;

std::string lines(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text.append(kTick).append("\n");
    }
    return text;
}

TEST(EventReader, ReadsALineAnEvent) {
    EventReader reader = reader_of(std::string(kTick).append("\r\n\r\n \t\n").append(kTick));
    EventBatch events;
    ASSERT_EQ(reader.read(events, 1), Outcome::Events);
    ASSERT_EQ(reader.read(events, 9), Outcome::Events);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].kind, EventKind::TimerTick);
    EXPECT_EQ(events[1].source, "clock");
    EXPECT_NE(events[0].id, events[1].id);
    EXPECT_EQ(reader.read(events, 9), Outcome::End);
    EXPECT_EQ(reader.read(events, 9), Outcome::End);
}

TEST(EventReader, ReadsNothingFromNothing) {
    EXPECT_EQ(outcomes_of(reader_of("")), Outcomes{"end"});
    EXPECT_EQ(outcomes_of(reader_of("\n\n")), Outcomes{"end"});
}

TEST(EventReader, GivesBatchesOfTheSizeWanted) {
    EXPECT_EQ(outcomes_of(reader_of(lines(5)), 2), (Outcomes{"2", "2", "1", "end"}));
}

TEST(EventReader, ReadsMoreThanItsBufferHolds) {
    constexpr std::size_t kMany = 100'000;
    EventReader reader = reader_of(lines(kMany));
    EventBatch events;
    while (reader.read(events, 777) == Outcome::Events) {}
    EXPECT_EQ(events.size(), kMany);
}

TEST(EventReader, NamesTheBadLineAndGoesOnBehindIt) {
    EXPECT_EQ(outcomes_of(reader_of(lines(2) + "\n{\n" + lines(1) + "7")),
              (Outcomes{"2", "events:4", "1", "events:6", "end"}));
    EventReader reader = reader_of("\n{\"kind\" 7}\n");
    EventBatch events;
    EXPECT_EQ(reader.read(events, 9), Outcome::BadLine);
    EXPECT_EQ(reader.problem(), "events:2: the event is not valid JSON near line 2, column 9");
}

TEST(EventReader, RefusesALineWithoutEnd) {
    const std::string endless(100'000'000, 'x');
    EXPECT_EQ(outcomes_of(reader_of(lines(1) + endless)), (Outcomes{"1", "events:2", "end"}));
    EXPECT_EQ(outcomes_of(reader_of(endless + "\n" + lines(1))), (Outcomes{"events:1", "1", "end"}));
    EventReader reader = reader_of(endless);
    EventBatch events;
    EXPECT_EQ(reader.read(events, 9), Outcome::BadLine);
    EXPECT_EQ(reader.problem(),
              "events:1: the line is longer than 1048576 bytes; an event takes some hundred");
}

TEST(EventReader, TakesALineOfTheLargestSize) {
    const std::string event = R"({"kind":"TimerTick"})";
    const std::string padded = event + std::string(EventReader::kMaximumLineBytes - event.size(), ' ');
    EXPECT_EQ(outcomes_of(reader_of(padded + "\n" + padded)), (Outcomes{"1", "1", "end"}));
    EXPECT_EQ(outcomes_of(reader_of(padded + " \n" + padded)), (Outcomes{"events:1", "1", "end"}));
}

TEST(EventInput, ReadsFiles) {
    const TemporaryDirectory directory;
    Result<EventInput> input = EventInput::open(directory.write_file("events.jsonl", "abc"));
    ASSERT_TRUE(input.ok()) << input.error().message();
    EXPECT_EQ(input.value().read_all(3).value(), "abc");
    Result<EventInput> again = EventInput::open(directory.file("events.jsonl"));
    EXPECT_FALSE(again.value().read_all(2).ok());
}

TEST(EventInput, SaysWhyItCannotRead) {
    const TemporaryDirectory directory;
    EXPECT_EQ(EventInput::open("/no/such/file").error().message(), "/no/such/file: there is no such file");
    EXPECT_NE(EventInput::open(directory.text()).error().message().find("this is a directory"),
              std::string::npos);
}

}  // namespace
}  // namespace wee
