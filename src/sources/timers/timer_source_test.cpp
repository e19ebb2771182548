#include "sources/timers/timer_source.h"

#include <thread>

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/manual_timer_alarm.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::string value(const Event& event, std::string_view field) {
    const std::string* found = event.metadata.find(field);
    return found != nullptr ? *found : "none";
}

class TimerSourceTest : public testing::Test {
protected:
    std::unique_ptr<Source> start(decltype(TimerOptions::timing) timing) {
        auto source = make_timer_source({"clock", std::move(timing)}, clock_, bell_.alarm());
        EXPECT_TRUE(source->start(sink_));
        return source;
    }
    /// As if the machine had slept until then.
    void pass(std::chrono::nanoseconds time) {
        ASSERT_TRUE(bell_.wait_for_sleep());
        clock_.advance(time);
        bell_.ring();
    }

    ManualClock clock_;
    TimerBell bell_;
    RecordingSink sink_;
};

TEST_F(TimerSourceTest, AnIntervalTicks) {
    const auto source = start(IntervalTiming{seconds{60}});
    pass(seconds{60});
    pass(seconds{60});
    ASSERT_TRUE(sink_.wait_for(2));
    const Event second = sink_.events().at(1);
    EXPECT_EQ(second.kind, EventKind::TimerTick);
    EXPECT_EQ(second.source, "clock");
    EXPECT_EQ(value(second, "interval_seconds"), "60");
    EXPECT_EQ(value(second, "tick_count"), "2");
    EXPECT_EQ(value(second, "scheduled_time"), "2026-01-01T12:02:00.000000Z");
    EXPECT_EQ(value(second, "missed_ticks"), "none");
}

TEST_F(TimerSourceTest, SleepsUntilItsTickAndNoLess) {
    const auto source = start(IntervalTiming{std::chrono::hours{1}});
    const std::optional<TimerMoment> until = bell_.wait_for_sleep();
    ASSERT_TRUE(until);
    EXPECT_EQ(std::get<SteadyTime>(*until), clock_.steady_now() + std::chrono::hours{1});
}

TEST_F(TimerSourceTest, FractionsOfASecond) {
    const auto source = start(IntervalTiming{milliseconds{1'250}});
    pass(milliseconds{1'250});
    ASSERT_TRUE(sink_.wait_for(1));
    EXPECT_EQ(value(sink_.events().front(), "interval_seconds"), "1.25");
}

TEST_F(TimerSourceTest, MissedTicksAreCountedInTheNext) {
    const auto source = start(IntervalTiming{seconds{1}});
    pass(seconds{10});
    ASSERT_TRUE(sink_.wait_for(1));
    ASSERT_TRUE(bell_.wait_for_sleep());
    EXPECT_EQ(sink_.size(), 1U);
    EXPECT_EQ(value(sink_.events().front(), "missed_ticks"), "9");
    EXPECT_EQ(value(sink_.events().front(), "tick_count"), "1");
}

TEST_F(TimerSourceTest, ACronLineTicksWithoutAnInterval) {
    const auto source =
        start(CronSchedule(CronExpression::parse("30 12 * * *").value(), std::make_shared<UtcZone>()));
    pass(std::chrono::minutes{30});
    ASSERT_TRUE(sink_.wait_for(1));
    EXPECT_EQ(value(sink_.events().front(), "interval_seconds"), "none");
    EXPECT_EQ(value(sink_.events().front(), "scheduled_time"), "2026-01-01T12:30:00.000000Z");
}

TEST_F(TimerSourceTest, StopsWhileItSleepsAndTwice) {
    const auto source = start(IntervalTiming{std::chrono::hours{1}});
    ASSERT_TRUE(bell_.wait_for_sleep());
    source->request_stop();
    source->stop();
    source->stop();
    EXPECT_EQ(sink_.size(), 0U);
}

TEST(PortableTimerAlarm, LetsATimerTickAndStop) {
    const SystemClock clock;
    RecordingSink sink;
    const auto source =
        make_timer_source({"t", IntervalTiming{milliseconds{5}}}, clock, make_portable_timer_alarm(clock));
    ASSERT_TRUE(source->start(sink));
    EXPECT_TRUE(sink.wait_for(3));
    source->stop();
}

TEST(PortableTimerAlarm, EndsItsSleepForAStop) {
    const SystemClock clock;
    const auto alarm = make_portable_timer_alarm(clock);
    std::stop_source stop;
    std::jthread stopper([&] { stop.request_stop(); });
    while (!stop.stop_requested()) {
        alarm->wait_until(WallTime::max(), stop.get_token());
    }
    alarm->wait_until(clock.steady_now() + std::chrono::hours{1}, stop.get_token());
}

}  // namespace
}  // namespace wee
