#include "sources/timers/cron_expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/timestamp.h"

namespace wee {
namespace {

using std::chrono::local_seconds;
using testing::HasSubstr;

local_seconds at(const std::string& text) {
    const Result<WallTime> time = parse_timestamp(text + ":00Z");
    EXPECT_TRUE(time) << text;
    return local_seconds{std::chrono::floor<std::chrono::seconds>(time.value()).time_since_epoch()};
}

std::string shown(std::optional<local_seconds> time) {
    return time ? format_timestamp(std::chrono::sys_seconds{time->time_since_epoch()}).substr(0, 16)
                : "never";
}

std::string next(const std::string& line, const std::string& from) {
    const Result<CronExpression> expression = CronExpression::parse(line);
    return expression ? shown(expression.value().next(at(from))) : expression.error().message();
}

TEST(CronExpression, FieldsSayWhen) {
    EXPECT_EQ(next("* * * * *", "2026-03-05T10:07"), "2026-03-05T10:07");
    EXPECT_EQ(next("0 9 * * 1-5", "2026-11-20T09:01"), "2026-11-23T09:00") << "from a Friday to Monday";
    EXPECT_EQ(next("*/15 * * * *", "2026-11-23T10:46"), "2026-11-23T11:00");
    EXPECT_EQ(next("5-20/10 * * * *", "2026-11-23T10:06"), "2026-11-23T10:15");
    EXPECT_EQ(next("0 0 1 jan,Jul *", "2026-02-01T00:00"), "2026-07-01T00:00");
    EXPECT_EQ(next("30 8,20 * * *", "2026-12-31T20:31"), "2027-01-01T08:30");
    EXPECT_EQ(next("0 12 * * SUN", "2026-11-23T00:00"), "2026-11-29T12:00");
    EXPECT_EQ(next("0 12 * * 7", "2026-11-23T00:00"), "2026-11-29T12:00");
    EXPECT_EQ(next("0 12 * * sat-sun", "2026-11-29T13:00"), "2026-12-05T12:00");
    EXPECT_EQ(next("  0\t12 * * *  ", "2026-11-29T13:00"), "2026-11-30T12:00");
}

TEST(CronExpression, Nicknames) {
    EXPECT_EQ(next("@hourly", "2026-11-23T10:01"), "2026-11-23T11:00");
    EXPECT_EQ(next("@daily", "2026-11-23T10:01"), "2026-11-24T00:00");
    EXPECT_EQ(next("@Weekly", "2026-11-23T10:01"), "2026-11-29T00:00");
    EXPECT_EQ(next("@monthly", "2026-11-23T10:01"), "2026-12-01T00:00");
    EXPECT_EQ(next("@yearly", "2026-11-23T10:01"), "2027-01-01T00:00");
}

TEST(CronExpression, DayOfMonthOrDayOfWeekWhenBothAreNamed) {
    EXPECT_EQ(next("0 0 13 * 5", "2026-11-14T00:00"), "2026-11-20T00:00") << "a Friday";
    EXPECT_EQ(next("0 0 13 * 5", "2026-12-12T00:00"), "2026-12-13T00:00") << "a 13th, a Sunday";
    EXPECT_EQ(next("0 0 */2 * 5", "2026-11-21T00:00"), "2026-11-27T00:00")
        << "with a star both must be right";
}

TEST(CronExpression, LeapDays) {
    EXPECT_EQ(next("0 0 29 2 *", "2026-11-23T00:00"), "2028-02-29T00:00");
    EXPECT_EQ(next("0 0 29 2 *", "2096-03-01T00:00"), "2104-02-29T00:00") << "2100 is no leap year";
    EXPECT_EQ(next("0 0 29 2 */7", "2026-11-23T00:00"), "2032-02-29T00:00") << "a Sunday";
}

TEST(CronExpression, ALineThatNeverFiresIsRefused) {
    for (const char* line : {"0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 30-31 2 */2"}) {
        EXPECT_THAT(next(line, "2026-01-01T00:00"), HasSubstr("it never fires")) << line;
    }
    EXPECT_EQ(next("0 0 30 2 1", "2026-02-01T00:00"), "2026-02-02T00:00") << "Mondays of February";
    EXPECT_EQ(next("0 0 31 * *", "2026-02-01T00:00"), "2026-03-31T00:00");
}

struct WrongLine {
    std::string line;
    std::string problem;
    std::string mend;
};

void PrintTo(const WrongLine& wrong, std::ostream* stream) {
    *stream << wrong.line;
}

class WrongCronLines : public testing::TestWithParam<WrongLine> {};

TEST_P(WrongCronLines, SayWhereAndWhatInstead) {
    const Result<CronExpression> expression = CronExpression::parse(GetParam().line);
    ASSERT_FALSE(expression);
    EXPECT_THAT(expression.error().message(), HasSubstr(GetParam().problem));
    EXPECT_THAT(expression.error().message(), HasSubstr(GetParam().mend));
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongCronLines,
    testing::Values(WrongLine{"", "this one has 0", "0 9 * * 1-5"},
                    WrongLine{"0 9 * *", "this one has 4", "0 9 * * 1-5"},
                    WrongLine{"0 0 9 * * 1", "no field for seconds", "interval = \"10s\""},
                    WrongLine{"60 9 * * *", "\"minute\", column 1: \"60\" is out of bounds", "0 to 59"},
                    WrongLine{"0 9,24 * * *", "\"hour\", column 5: \"24\" is out of bounds", "0 to 23"},
                    WrongLine{"0 9 0 * *", "\"day of month\", column 5", "1 to 31"},
                    WrongLine{"0 9 * foo *", "\"month\", column 7: \"foo\" is no value", "jan"},
                    WrongLine{"0 9 * * 8", "\"day of week\", column 9", "0 to 7, or a name such as sun"},
                    WrongLine{"0 22-2 * * *", "a range goes upwards", "22-23,0-2"},
                    WrongLine{"*/0 * * * *", "\"minute\", column 3: \"0\" is no step", "1 to 59"},
                    WrongLine{"5/15 * * * *", "a step needs a range", "5-59/15"},
                    WrongLine{"0 9 L * *", "\"L\" is no value", "a range 1-5"},
                    WrongLine{"0 9 1,,2 * *", "\"day of month\", column 7: a value is missing", "or *"},
                    WrongLine{"-1 9 * * *", "\"minute\", column 1: a value is missing", "0 to 59"},
                    WrongLine{"0 9 1- * *", "column 7: a value is missing", "1 to 31"},
                    WrongLine{"99999999999 * * * *", "\"minute\"", "0 to 59"},
                    WrongLine{"@reboot", "none of @hourly", "@daily"},
                    WrongLine{"@dayly", "none of @hourly", "@daily"}));

}  // namespace
}  // namespace wee
