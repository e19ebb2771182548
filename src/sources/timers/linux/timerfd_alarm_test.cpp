#include "sources/timers/linux/timerfd_alarm.h"

#include <filesystem>
#include <iterator>
#include <thread>

#include <gtest/gtest.h>

#include "sources/timers/timer_source.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using std::chrono::milliseconds;

TEST(TimerfdAlarm, WaitsForBothClocks) {
    const SystemClock clock;
    const auto alarm = make_timerfd_alarm();
    ASSERT_TRUE(alarm->open());
    const std::stop_token never;
    const SteadyTime steady = clock.steady_now() + milliseconds{20};
    while (clock.steady_now() < steady) {
        alarm->wait_until(steady, never);
    }
    const WallTime wall = clock.wall_now() + milliseconds{20};
    while (clock.wall_now() < wall) {
        alarm->wait_until(wall, never);
    }
    alarm->wait_until(clock.wall_now() - std::chrono::hours{1}, never);
    alarm->wait_until(SteadyTime{}, never);
}

TEST(TimerfdAlarm, EndsItsSleepForAStop) {
    const auto alarm = make_timerfd_alarm();
    ASSERT_TRUE(alarm->open());
    std::stop_source stop;
    std::jthread stopper([&] { stop.request_stop(); });
    while (!stop.stop_requested()) {
        alarm->wait_until(WallTime::max(), stop.get_token());
    }
    alarm->wait_until(SteadyTime::max(), stop.get_token());
}

std::ptrdiff_t open_descriptors() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

TEST(TimerfdAlarm, AThousandStartsAndStopsLeaveNothingOpen) {
    const SystemClock clock;
    RecordingSink sink;
    const auto before = open_descriptors();
    constexpr int kRounds = 1000;
    for (int round = 0; round < kRounds; ++round) {
        const auto source =
            make_timer_source({"t", IntervalTiming{std::chrono::hours{1}}}, clock, make_timerfd_alarm());
        ASSERT_TRUE(source->start(sink));
        source->stop();
    }
    EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace wee
