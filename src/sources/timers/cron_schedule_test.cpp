#include "sources/timers/cron_schedule.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/timestamp.h"
#include "tests/support/zone_of_periods.h"

namespace wee {
namespace {

using std::chrono::sys_seconds;

sys_seconds utc(const std::string& text) {
    const Result<WallTime> time = parse_timestamp(text + ":00Z");
    EXPECT_TRUE(time) << text;
    return std::chrono::floor<std::chrono::seconds>(time.value());
}

/// The next times after `from`, in UTC.
std::vector<std::string> fires(const std::string& line, const std::string& from, std::size_t count) {
    const CronSchedule schedule(CronExpression::parse(line).value(),
                                std::make_shared<ZoneOfPeriods>(central_europe_2026()));
    std::vector<std::string> times;
    sys_seconds time = utc(from);
    while (times.size() < count) {
        const std::optional<sys_seconds> next = schedule.next_after(time);
        if (!next) {
            break;
        }
        time = *next;
        times.push_back(format_timestamp(time).substr(5, 11));
    }
    return times;
}

using Times = std::vector<std::string>;

TEST(CronSchedule, GoesByTheZonesClocks) {
    EXPECT_EQ(fires("0 9 * * *", "2026-03-27T12:00", 3),
              (Times{"03-28T08:00", "03-29T07:00", "03-30T07:00"}));
}

TEST(CronSchedule, AfterMeansLater) {
    EXPECT_EQ(fires("0 9 * * *", "2026-02-01T08:00", 1), (Times{"02-02T08:00"}));
}

TEST(CronSchedule, ASkippedTimeFiresRightAfterTheGap) {
    EXPECT_EQ(fires("30 2 * * *", "2026-03-28T00:00", 3),
              (Times{"03-28T01:30", "03-29T01:00", "03-30T00:30"}));
    EXPECT_EQ(fires("0,30 2,3 * * *", "2026-03-29T00:00", 3),
              (Times{"03-29T01:00", "03-29T01:30", "03-30T00:00"}))
        << "all that the gap swallowed and what comes at its end fire together";
}

TEST(CronSchedule, ARepeatedTimeFiresOnce) {
    EXPECT_EQ(fires("30 2 * * *", "2026-10-24T12:00", 2), (Times{"10-25T00:30", "10-26T01:30"}));
    EXPECT_EQ(fires("0 1-4 * * *", "2026-10-24T22:00", 4),
              (Times{"10-24T23:00", "10-25T00:00", "10-25T02:00", "10-25T03:00"}));
}

TEST(CronSchedule, WithoutNamedHoursItGoesByWhatTheClocksShow) {
    EXPECT_EQ(fires("30 * * * *", "2026-03-29T00:00", 3),
              (Times{"03-29T00:30", "03-29T01:30", "03-29T02:30"}));
    EXPECT_EQ(fires("30 * * * *", "2026-10-25T00:00", 3),
              (Times{"10-25T00:30", "10-25T01:30", "10-25T02:30"}));
    EXPECT_EQ(fires("0 */2 * * *", "2026-03-28T22:00", 2), (Times{"03-28T23:00", "03-29T02:00"}))
        << "the clocks never showed 2:00";
}

TEST(CronSchedule, LeapDayYearsAway) {
    const CronSchedule schedule(CronExpression::parse("0 0 29 2 *").value(), std::make_shared<UtcZone>());
    EXPECT_EQ(schedule.next_after(utc("2096-02-29T00:00")), utc("2104-02-29T00:00"));
}

TEST(FirstInstantOf, GapsAndRepetitions) {
    const ZoneOfPeriods zone = central_europe_2026();
    const auto instant = [&](const std::string& local) {
        return format_timestamp(
                   first_instant_of(zone, std::chrono::local_seconds{utc(local).time_since_epoch()}))
            .substr(0, 16);
    };
    EXPECT_EQ(instant("2026-12-24T18:00"), "2026-12-24T17:00");
    EXPECT_EQ(instant("2026-07-01T18:00"), "2026-07-01T16:00");
    EXPECT_EQ(instant("2026-03-29T02:30"), "2026-03-29T01:00");
    EXPECT_EQ(instant("2026-10-25T02:30"), "2026-10-25T00:30");
}

}  // namespace
}  // namespace wee
