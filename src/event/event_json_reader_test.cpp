#include <random>

#include <gtest/gtest.h>

#include "event/event_json.h"

// The fast reader and the careful one have to agree on every text, right or wrong.

namespace wee {
namespace {

constexpr std::string_view kId = "0f8fad5b-d9cb-469f-a165-70867728950e";

class EventJsonReaderTest : public testing::Test {
protected:
    /// What the fast reader makes of the text: the event, or the error.
    std::string outcome(std::string_view text) {
        const std::string padded = std::string(text).append(1, '"');  // what follows does not matter
        Event event;
        const Result<void> read = reader_.read(std::string_view(padded).substr(0, text.size()), 1, event);
        return read ? shown(event) : read.error().message();
    }

    static std::string careful_outcome(std::string_view text) {
        const Result<Event> event = event_from_json(text);
        return event ? shown(event.value()) : event.error().message();
    }

    void expect_agreement(const std::string& text) {
        EXPECT_EQ(outcome(text), careful_outcome(text)) << text;
    }

private:
    /// Without the id, which is a fresh one where there is none.
    static std::string shown(Event event) {
        event.id = event.id == EventId::parse(kId).value() ? event.id : EventId();
        return to_json(event) + std::to_string(event.timestamp.time_since_epoch().count());
    }

    EventJsonReader reader_;
};

std::string sample() {
    return R"({"id":"0f8fad5b-d9cb-469f-a165-70867728950e","timestamp":"2026-11-23T12:00:00.000001Z",)"
           R"("kind":"FileRenamed","source":"in\"box\u00e9","metadata":{"old_path":"/a/\\b.txt",)"
           R"("new_path":"/b/\ud83d\ude00.txt","colour":"r\u0000d"}})";
}

TEST_F(EventJsonReaderTest, ReadsWhatTheCarefulReaderReads) {
    for (const char* text : {R"({"kind":"TimerTick"})",
                             R"( {"kind" : "file_created" , "metadata" : { } } )",
                             "",
                             "{}",
                             "[]",
                             "7",
                             R"({"kind":"TimerTick"}{})",
                             R"({"kind":"TimerTick"} x)",
                             R"({"kind":"TimerTick","source":null})",
                             R"({"kind":"TimerTick","metadata":{"a":"1","a":"2"}})",
                             R"({"kind":"Nonsense","kind":"TimerTick"})",
                             R"({"kind":"TimerTick","metadata":{"a":"1"},"metadata":{"b":"2"}})",
                             R"({"kind":"TimerTick","host":{"a":[1,{"b":null}]}})",
                             R"({"kind":"TimerTick","host":nonsense})",
                             R"({"kind":"TimerTick","metadata":{"pid":7}})",
                             R"({"kind":"TimerTick","source":"\udc00"})",
                             R"({"kind":"TimerTick","source":"\ud800"})",
                             R"({"kind":"TimerTick","source":"\ud800\ud800"})",
                             R"({"kind":"TimerTick","source":"\x"})",
                             "{\"kind\":\"TimerTick\",\"source\":\"\t\"}",
                             "{\"kind\":\"TimerTick\",\"source\":\"\xFF\"}",
                             "{\"kind\":\"TimerTick\",\"source\":\"a",
                             R"({"kind":"TimerTick",})",
                             R"({"kind":"TimerTick" "source":"a"})",
                             R"({,"kind":"TimerTick"})",
                             R"({"\u006bind":"TimerTick"})",
                             "\xEF\xBB\xBF{\"kind\":\"TimerTick\"}"}) {
        expect_agreement(text);
    }
    expect_agreement(sample());
}

TEST_F(EventJsonReaderTest, AgreesOnDamagedText) {
    constexpr std::string_view kBytes = "{}[]\",:\\ntfu0d8 \x80\xC3\x01\n";
    std::mt19937 random(11);
    std::size_t sound = 0;
    for (int round = 0; round < 4'000; ++round) {
        std::string text = sample();
        for (std::size_t count = 1 + random() % 2; count > 0; --count) {
            const std::size_t place = random() % text.size();
            switch (random() % 3) {
                case 0:
                    text[place] = kBytes[random() % kBytes.size()];
                    break;
                case 1:
                    text.erase(place, 1 + random() % 3);
                    break;
                default:
                    text.insert(place, 1, kBytes[random() % kBytes.size()]);
            }
        }
        const std::string expected = careful_outcome(text);
        ASSERT_EQ(outcome(text), expected) << text;
        sound += expected.starts_with('{') ? 1 : 0;
    }
    EXPECT_GT(sound, 100U);
}

TEST_F(EventJsonReaderTest, CountsLinesFromTheOneGiven) {
    EventJsonReader reader;
    Event event;
    EXPECT_EQ(reader.read("{\"kind\" 7}", 7, event).error().message(),
              "the event is not valid JSON near line 7, column 9");
}

}  // namespace
}  // namespace wee
