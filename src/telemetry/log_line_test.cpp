#include "telemetry/log_line.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace wee {
namespace {

using namespace std::string_view_literals;
using Json = nlohmann::ordered_json;

const WallTime kNoon{std::chrono::sys_days{std::chrono::November / 23 / 2026} + std::chrono::hours{12}};

/// The line as a program reads it; also checks what holds for every line.
Json json_line(std::string_view event, std::string_view message,
               std::initializer_list<LogField> fields = {}) {
    const std::string line = format_json_line(kNoon, LogLevel::Info, event, message, fields);
    const auto is_control = [](char character) { return static_cast<unsigned char>(character) < 0x20; };
    EXPECT_TRUE(std::ranges::none_of(line, is_control)) << line;
    EXPECT_EQ(line.find("\xc2\x9b"), std::string::npos) << line;
    Json json = Json::parse(line, nullptr, false);
    EXPECT_TRUE(json.is_object()) << line;
    return json;
}

TEST(TextLine, HasTimeLevelAndMessage) {
    EXPECT_EQ(format_text_line(kNoon + std::chrono::milliseconds{7}, LogLevel::Info, "source started"),
              "2026-11-23T12:00:00.007Z INFO  source started");
    EXPECT_EQ(format_text_line(kNoon, LogLevel::Warning, "x"), "2026-11-23T12:00:00.000Z WARN  x");
    EXPECT_EQ(format_text_line(kNoon, LogLevel::Error, "x"), "2026-11-23T12:00:00.000Z ERROR x");
}

TEST(TextLine, ShowsTheFieldsThatAreForPeople) {
    const std::vector<LogField> fields{
        {"hidden", "x"}, {"path", "/a \"b\"\n", true}, {"size", std::int64_t{7}, true}, {"done", true, true}};
    EXPECT_TRUE(format_text_line(kNoon, LogLevel::Info, "saved", fields)
                    .ends_with(R"(INFO  saved path="/a \"b\"\n" size=7 done=true)"));
}

TEST(TextLine, StaysOneHarmlessLine) {
    const std::string line =
        format_text_line(kNoon, LogLevel::Info, "a\nb\x1b[31m\r\n2026 ERROR forged\x9b\xff");
    EXPECT_EQ(line.find_first_of("\n\r\x1b\x9b\xff"), std::string::npos);
    EXPECT_TRUE(line.ends_with(R"(a\nb\x1b[31m\r\n2026 ERROR forged\x9b\xff)")) << line;
}

TEST(JsonLine, BeginsWithTheFourLeadingKeys) {
    const std::vector<LogField> fields{{"count", 3}, {"path", "/tmp"}};
    EXPECT_EQ(format_json_line(kNoon, LogLevel::Warning, "source_started", "it runs", fields),
              R"({"timestamp":"2026-11-23T12:00:00.000Z","level":"warn","event":"source_started",)"
              R"("message":"it runs","count":3,"path":"/tmp"})");
}

TEST(JsonLine, KeepsTheTypes) {
    const Json json = json_line("e", "m",
                                {{"text", "7"},
                                 {"minus", -7},
                                 {"yes", true},
                                 {"half", 0.5},
                                 {"most", std::numeric_limits<std::uint64_t>::max()}});
    EXPECT_EQ(json["text"], "7");
    EXPECT_EQ(json["minus"], -7);
    EXPECT_EQ(json["yes"], true);
    EXPECT_EQ(json["half"], 0.5);
    EXPECT_EQ(json["most"], std::numeric_limits<std::uint64_t>::max());
}

TEST(JsonLine, StaysOneLineThatParsesWhateverTheText) {
    const std::string_view hostile =
        "a\n\r\t\0\x1b[31m\x7f \" \\ \xff \xc2 \u009b31m \xed\xa0\x80 \",\"level\":\"error"sv;
    const Json json = json_line(hostile, hostile, {{"path", hostile}, {hostile, "value"}});
    EXPECT_EQ(json["level"], "info");
    EXPECT_EQ(json["path"], json["message"]);
    EXPECT_EQ(json["path"].get<std::string>(),
              "a\n\r\t\0\x1b[31m\x7f \" \\ \\xff \\xc2 \u009b31m \\xed\\xa0\\x80 \",\"level\":\"error"sv);
}

TEST(JsonLine, KeepsTextOfAllLanguages) {
    const std::string_view text = "gr\u00fc\u00df \u20ac \xf0\x9f\x98\x80 \u00a0";
    EXPECT_NE(format_json_line(kNoon, LogLevel::Info, "e", text, {}).find(text), std::string::npos);
}

TEST(JsonLine, NoFieldReplacesALeadingKey) {
    const Json json =
        json_line("real", "true message",
                  {{"event", "forged"}, {"level", "error"}, {"timestamp", 0}, {"message", "forged"}});
    EXPECT_EQ(json["event"], "real");
    EXPECT_EQ(json["level"], "info");
    EXPECT_EQ(json["message"], "true message");
    EXPECT_EQ(json["timestamp"], "2026-11-23T12:00:00.000Z");
    EXPECT_EQ(json["field_event"], "forged");
    EXPECT_EQ(json["field_timestamp"], 0);
}

TEST(JsonLine, HasNullForWhatIsNoNumber) {
    const Json json =
        json_line("e", "m", {{"a", std::numeric_limits<double>::infinity()}, {"b", std::nan("")}});
    EXPECT_TRUE(json["a"].is_null());
    EXPECT_TRUE(json["b"].is_null());
}

}  // namespace
}  // namespace wee
