#include "sources/timers/timer_schedule.h"

#include <gtest/gtest.h>

#include "base/timestamp.h"
#include "tests/support/manual_clock.h"
#include "tests/support/zone_of_periods.h"

namespace wee {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

WallTime utc(const std::string& text) {
    const Result<WallTime> time = parse_timestamp(text + "Z");
    EXPECT_TRUE(time) << text;
    return time.value();
}

std::string shown(const std::optional<TimerDue>& due) {
    return due ? format_timestamp(due->scheduled).substr(0, 19) +
                     (due->missed > 0 ? " missed " + std::to_string(due->missed) : std::string())
               : "none";
}

std::unique_ptr<TimerSchedule> cron(const std::string& line, const Clock& clock) {
    CronSchedule schedule(CronExpression::parse(line).value(), std::make_shared<UtcZone>());
    return make_timer_schedule({"t", std::move(schedule)}, clock);
}

TEST(IntervalSchedule, LateTicksDelayNoOthers) {
    ManualClock clock;
    const auto schedule = make_timer_schedule({"t", IntervalTiming{seconds{10}}}, clock);
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    clock.advance(seconds{13});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T12:00:10");
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    clock.advance(seconds{7});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T12:00:20") << "the start plus two intervals";
}

TEST(IntervalSchedule, DoesNotDriftOverAMillionTicks) {
    ManualClock clock;
    const auto schedule = make_timer_schedule({"t", IntervalTiming{milliseconds{100}}}, clock);
    const SteadyTime start = clock.steady_now();
    for (int tick = 0; tick < 1'000'000; ++tick) {
        clock.advance(milliseconds{100} + std::chrono::microseconds{tick % 2 == 0 ? 40 : -40});
        schedule->take_due(clock);
    }
    clock.advance(milliseconds{1});
    schedule->take_due(clock);
    EXPECT_EQ((std::get<SteadyTime>(schedule->next()) - start) % milliseconds{100}, seconds{0});
    EXPECT_GE(std::get<SteadyTime>(schedule->next()) - start, hours{27});
}

TEST(IntervalSchedule, AStalledMachineGetsOneTickThatCountsTheOthers) {
    ManualClock clock;
    const auto schedule = make_timer_schedule({"t", IntervalTiming{seconds{10}}}, clock);
    clock.advance(seconds{57});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T12:00:50 missed 4");
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
}

TEST(IntervalSchedule, TheCalendarDoesNotMatter) {
    ManualClock clock;
    const auto schedule = make_timer_schedule({"t", IntervalTiming{seconds{10}}}, clock);
    clock.set_wall(utc("2030-01-01T00:00:00"));
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
}

TEST(CalendarSchedule, TicksOnceWhenItsTimeHasCome) {
    ManualClock clock;
    const auto schedule = cron("0 * * * *", clock);
    EXPECT_EQ(std::get<WallTime>(schedule->next()), utc("2026-01-01T13:00:00"));
    clock.advance(hours{1} - milliseconds{1});
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    clock.advance(milliseconds{1});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T13:00:00");
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
}

TEST(CalendarSchedule, AfterSleepOneTickStandsForAll) {
    ManualClock clock;
    const auto schedule = cron("0 9 * * *", clock);
    clock.set_wall(utc("2026-01-05T10:17:00"));
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-05T09:00:00 missed 3");
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    EXPECT_EQ(std::get<WallTime>(schedule->next()), utc("2026-01-06T09:00:00"));
}

TEST(CalendarSchedule, AClockThatWasDecadesBehindTakesNoTimeToPutRight) {
    ManualClock clock;
    clock.set_wall(utc("1970-01-01T00:00:30"));
    const auto schedule = cron("* * * * *", clock);
    clock.set_wall(utc("2026-01-01T12:00:30"));
    const std::optional<TimerDue> due = schedule->take_due(clock);
    ASSERT_TRUE(due);
    EXPECT_EQ(due->scheduled, utc("2026-01-01T12:00:00"));
    EXPECT_GT(due->missed, 50'000U);
}

TEST(CalendarSchedule, NamedHoursAreNotRepeatedWhenTheClockIsSetBackALittle) {
    ManualClock clock;
    const auto schedule = cron("0 13 * * *", clock);
    clock.advance(hours{1});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T13:00:00");
    clock.set_wall(utc("2026-01-01T12:30:00"));
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    EXPECT_EQ(std::get<WallTime>(schedule->next()), utc("2026-01-02T13:00:00"));
}

TEST(CalendarSchedule, NamedHoursComeAgainWhenTheClockIsSetBackFar) {
    ManualClock clock;
    const auto schedule = cron("0 13 * * *", clock);
    clock.advance(hours{1});
    schedule->take_due(clock);
    clock.set_wall(utc("2025-12-31T08:00:00"));
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    EXPECT_EQ(std::get<WallTime>(schedule->next()), utc("2025-12-31T13:00:00"));
}

TEST(CalendarSchedule, EveryMinuteGoesOnWhenTheClockIsSetBack) {
    ManualClock clock;
    const auto schedule = cron("* * * * *", clock);
    clock.advance(minutes{1});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T12:01:00");
    clock.set_wall(utc("2026-01-01T11:00:30"));
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    clock.advance(minutes{1});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T11:01:00");
}

TEST(CalendarSchedule, ATimeServersSmallStepBackRepeatsNothing) {
    ManualClock clock;
    const auto schedule = cron("* * * * *", clock);
    clock.advance(minutes{1});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T12:01:00");
    clock.set_wall(utc("2026-01-01T12:00:59.8"));
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    clock.advance(seconds{1});
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    EXPECT_EQ(std::get<WallTime>(schedule->next()), utc("2026-01-01T12:02:00"));
}

TEST(CalendarSchedule, SummerTimeComesWithOneTick) {
    ManualClock clock;
    clock.set_wall(utc("2026-03-28T23:00:00"));
    const auto schedule =
        make_timer_schedule({"t", CronSchedule(CronExpression::parse("*/10 2 * * *").value(),
                                               std::make_shared<ZoneOfPeriods>(central_europe_2026()))},
                            clock);
    clock.advance(hours{2});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-03-29T01:00:00");
    EXPECT_EQ(std::get<WallTime>(schedule->next()), utc("2026-03-30T00:00:00"));
}

TEST(OnceTiming, TicksOnceAndNeverAgain) {
    ManualClock clock;
    const auto schedule = make_timer_schedule({"t", OnceTiming{utc("2026-01-01T12:30:00")}}, clock);
    clock.advance(minutes{31});
    EXPECT_EQ(shown(schedule->take_due(clock)), "2026-01-01T12:30:00");
    clock.set_wall(utc("2026-01-01T00:00:00"));
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    EXPECT_EQ(std::get<WallTime>(schedule->next()), WallTime::max());
}

TEST(OnceTiming, APastTimeNeverTicks) {
    ManualClock clock;
    const auto schedule = make_timer_schedule({"t", OnceTiming{utc("2025-12-24T18:00:00")}}, clock);
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
    clock.advance(hours{24});
    EXPECT_EQ(shown(schedule->take_due(clock)), "none");
}

}  // namespace
}  // namespace wee
