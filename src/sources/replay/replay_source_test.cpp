#include "sources/replay/replay_source.h"

#include <chrono>

#include <gtest/gtest.h>

#include "event/event_json.h"
#include "sources/replay/replay_pace.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using namespace std::chrono_literals;

class ReplaySourceTest : public testing::Test {
protected:
    static Event event_at(std::chrono::milliseconds time) {
        return make_event(EventKind::TimerTick, "recorded", WallTime(std::chrono::hours{24} + time));
    }
    std::unique_ptr<Source> source_of(const std::string& lines, ReplaySpeed speed = {}) {
        return make_replay_source({"again", directory_.write_file("events.jsonl", lines), speed}, log_,
                                  clock_);
    }
    [[nodiscard]] std::string error_of(const std::string& path) {
        const Result<void> started = make_replay_source({"again", path}, log_, clock_)->start(sink_);
        return started ? "" : started.error().message();
    }

    const TemporaryDirectory directory_;
    RecordingLog log_;
    SystemClock clock_;
    RecordingSink sink_;
};

TEST_F(ReplaySourceTest, EmitsEveryEventAsItWasRecorded) {
    const EventBatch recorded{event_at(1ms), event_at(3'600'000ms)};
    const auto source = source_of(to_json(recorded[0]) + "\r\n\n" + to_json(recorded[1]));
    ASSERT_TRUE(source->start(sink_));
    ASSERT_TRUE(log_.wait_for("replay_finished"));
    EXPECT_EQ(sink_.events(), recorded);
    EXPECT_EQ(source->name(), "again");
    EXPECT_EQ(log_.lines_of("replay_finished").at(0).fields.at("events"), "2");
}

TEST_F(ReplaySourceTest, NamesBadLinesAndGoesOn) {
    std::string lines = to_json(event_at(1ms)) + "\n";
    for (int i = 0; i < 100; ++i) {
        lines += "nonsense\n";
    }
    const auto source = source_of(lines + to_json(event_at(2ms)));
    ASSERT_TRUE(source->start(sink_));
    ASSERT_TRUE(log_.wait_for("replay_finished"));
    EXPECT_EQ(sink_.size(), 2U);
    ASSERT_EQ(log_.lines_of("replay_bad_line").size(), 20U);
    EXPECT_NE(log_.lines_of("replay_bad_line")[0].message.find("events.jsonl:2: "), std::string::npos);
    EXPECT_EQ(log_.lines_of("replay_finished").at(0).fields.at("bad_lines"), "100");
}

TEST_F(ReplaySourceTest, SaysWhyItCannotStart) {
    EXPECT_NE(error_of("/no/such/file").find("there is no such file"), std::string::npos);
    EXPECT_NE(error_of(directory_.text()).find("is no regular file"), std::string::npos);
}

TEST_F(ReplaySourceTest, StopsAtOnceWhileItWaitsForTheRecordedTime) {
    const auto source = source_of(to_json(event_at(1ms)) + "\n" + to_json(event_at(3'600'000ms)), {1});
    ASSERT_TRUE(source->start(sink_));
    ASSERT_TRUE(sink_.wait_for(1));
    const SteadyTime before = clock_.steady_now();
    source->request_stop();
    source->stop();
    EXPECT_LT(clock_.steady_now() - before, 100ms);
    EXPECT_EQ(sink_.size(), 1U);
}

TEST_F(ReplaySourceTest, ComesSoManyTimesAsFast) {
    const SteadyTime before = clock_.steady_now();
    const auto source = source_of(to_json(event_at(0ms)) + "\n" + to_json(event_at(100'000ms)), {1000});
    ASSERT_TRUE(source->start(sink_));
    ASSERT_TRUE(sink_.wait_for(2));
    EXPECT_GE(clock_.steady_now() - before, 100ms);
}

TEST(ReplayPace, KeepsTheDistancesOfTheRecording) {
    ManualClock clock;
    ReplayPace pace({2}, clock);
    const SteadyTime start = clock.steady_now();
    const WallTime noon = clock.wall_now();
    EXPECT_EQ(pace.due(noon), start);
    clock.advance(1s);
    EXPECT_EQ(pace.due(noon + 10s), start + 5s);
    EXPECT_EQ(pace.due(noon + 4s), start + 5s) << "time never goes back";
    EXPECT_EQ(pace.due(WallTime()), start + 5s) << "no time stamp";
    EXPECT_EQ(pace.due(noon + 20s), start + 10s);
}

TEST(ReplayPace, SurvivesTheEndsOfTime) {
    ManualClock clock;
    ReplayPace pace({0.001}, clock);
    pace.due(WallTime::min());
    EXPECT_GT(pace.due(WallTime::max()), clock.steady_now());
}

}  // namespace
}  // namespace wee
