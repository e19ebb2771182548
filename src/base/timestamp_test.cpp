#include "base/timestamp.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

using namespace std::chrono_literals;

const WallTime kNoon{std::chrono::sys_days{std::chrono::November / 23 / 2026} + 12h};

WallTime parsed(std::string_view text) {
    const Result<WallTime> time = parse_timestamp(text);
    EXPECT_TRUE(time.ok()) << text;
    return time.ok() ? time.value() : WallTime();
}

TEST(Timestamp, IsUtcWithMicroseconds) {
    EXPECT_EQ(format_timestamp(kNoon), "2026-11-23T12:00:00.000000Z");
    EXPECT_EQ(format_timestamp(kNoon + 1h + 2min + 3s + 45'678us), "2026-11-23T13:02:03.045678Z");
    EXPECT_EQ(format_timestamp({}), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(format_timestamp(WallTime() - 1us), "1969-12-31T23:59:59.999999Z");
}

TEST(Timestamp, ReadsBackWhatItWrites) {
    for (const auto offset : {0us, 1us, 999'999us, 86'400'000'000us, -1us}) {
        EXPECT_EQ(parsed(format_timestamp(kNoon + offset)), kNoon + offset);
    }
}

TEST(Timestamp, ReadsOffsetsAndDecimals) {
    EXPECT_EQ(parsed("2026-11-23T12:00:00Z"), kNoon);
    EXPECT_EQ(parsed("2026-11-23t12:00:00z"), kNoon);
    EXPECT_EQ(parsed("2026-11-23 12:00:00-00:00"), kNoon);
    EXPECT_EQ(parsed("2026-11-23T13:30:00+01:30"), kNoon);
    EXPECT_EQ(parsed("2026-11-22T23:00:00-13:00"), kNoon);
    EXPECT_EQ(parsed("2026-11-23T12:00:00.5Z"), kNoon + 500ms);
    EXPECT_EQ(parsed("2026-11-23T12:00:00.000001000Z"), kNoon + 1us);
    EXPECT_EQ(parsed("2026-11-23T11:59:60Z"), kNoon);
    EXPECT_EQ(parsed("2024-02-29T00:00:00Z"),
              WallTime(std::chrono::sys_days{std::chrono::February / 29 / 2024}));
}

TEST(Timestamp, RefusesWhatIsNoTime) {
    for (const char* text : {"",
                             "now",
                             "2026-11-23",
                             "2026-11-23T12:00Z",
                             "2026-11-23T12:00:00",
                             "2026-11-23T12:00:00.Z",
                             "2026-11-23T12:00:00.0000000001Z",
                             "2026-13-01T00:00:00Z",
                             "2026-02-29T00:00:00Z",
                             "2026-00-10T00:00:00Z",
                             "2026-11-23T24:00:00Z",
                             "2026-11-23T12:60:00Z",
                             "2026-11-23T12:00:61Z",
                             "2026-11-23T12:00:00+24:00",
                             "2026-11-23T12:00:00+0100",
                             "2026-11-23T12:00:00Z ",
                             "-026-11-23T12:00:00Z",
                             "2026-11-23T-1:00:00Z",
                             "1677-01-01T00:00:00Z",
                             "2262-01-01T00:00:00Z",
                             "9999-12-31T23:59:59Z"}) {
        const Result<WallTime> time = parse_timestamp(text);
        ASSERT_FALSE(time.ok()) << text;
        EXPECT_NE(time.error().message().find("2026-11-23T12:00:00Z"), std::string::npos);
    }
}

}  // namespace
}  // namespace wee
