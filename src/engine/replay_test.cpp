#include "engine/replay.h"

#include <chrono>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "event/event_json.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/recording_log.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

class ReplayTest : public testing::Test {
protected:
    void add_rule(const std::string& name, Trigger trigger, bool enabled = true) {
        ExecuteActionOptions options;
        options.command = TemplateText::parse(name, [](std::string_view) { return true; }).value();
        config_.rules.push_back({Rule{name, enabled, std::move(trigger)}, {{options, OnError::Fail}}});
    }

    ReplayResult run(const std::string& lines, const ReplayOptions& options = {}) {
        EventReader events({"events", std::make_unique<std::stringbuf>(lines)});
        return replay(config_, events, options, {launcher_, log_, clock_, http_}, stop_.get_token());
    }

    static std::string line(const std::string& path) { return to_json(file_event(path)) + '\n'; }

    Config config_;
    FakeLauncher launcher_;
    FakeHttpClient http_;
    RecordingLog log_;
    SystemClock clock_;
    std::stop_source stop_;
};

TEST_F(ReplayTest, SaysWhatWouldRunAndRunsNothing) {
    add_rule("texts", path_glob("*.txt"));
    add_rule("disabled", path_glob("*"), false);
    add_rule("all", path_glob("*"));
    const ReplayResult result = run(line("/a.txt") + line("/b.md") + line("/c.txt"));
    EXPECT_EQ(result.events, 3U);
    EXPECT_EQ(result.matched, 5U);
    EXPECT_EQ(result.matches_by_rule, (std::vector<std::uint64_t>{2, 0, 3}));
    EXPECT_EQ(result.runs.runs_finished, 5U);
    EXPECT_EQ(result.problem, std::nullopt);
    EXPECT_EQ(log_.lines_of("would_run").size(), 5U);
    EXPECT_TRUE(launcher_.requests().empty());
}

TEST_F(ReplayTest, RunsTheActionsWhenToldTo) {
    add_rule("texts", path_glob("*.txt"));
    const ReplayResult result = run(line("/a.txt") + line("/b.md"), {.mode = ExecutionMode::Execute});
    EXPECT_EQ(launcher_.finished(), 1U);
    EXPECT_EQ(result.runs.actions_succeeded, 1U);
}

TEST_F(ReplayTest, NoRunIsDroppedHoweverMuchFasterTheEventsAre) {
    add_rule("all", path_glob("*"));
    config_.rules[0].rule.breaker.enabled = false;  // so many at one moment look like a loop
    std::string lines;
    for (int i = 0; i < 20'000; ++i) {
        lines += line("/a.txt");
    }
    const ReplayResult result = run(lines, {.mode = ExecutionMode::Execute});
    EXPECT_EQ(result.events, 20'000U);
    EXPECT_EQ(result.runs.runs_dropped, 0U);
    EXPECT_EQ(launcher_.finished(), 20'000U);
}

TEST_F(ReplayTest, StopsAtABadLineOrCountsIt) {
    add_rule("all", path_glob("*"));
    const std::string lines = line("/a") + "nonsense\n" + line("/b");
    const ReplayResult stopped = run(lines);
    EXPECT_EQ(stopped.events, 1U);
    EXPECT_TRUE(stopped.problem.value_or("").starts_with("events:2: ")) << stopped.problem.value_or("");
    const ReplayResult skipped = run(lines, {.bad_lines = BadLines::Skip});
    EXPECT_EQ(skipped.events, 2U);
    EXPECT_EQ(skipped.bad_lines, 1U);
    EXPECT_EQ(skipped.problem, std::nullopt);
    EXPECT_EQ(log_.lines_of("bad_line").size(), 1U);
}

TEST_F(ReplayTest, EndsSoonWhenStopped) {
    add_rule("all", path_glob("*"));
    Event late = file_event("/late");
    late.timestamp = WallTime(std::chrono::hours{48});
    Event early = file_event("/early");
    early.timestamp = WallTime(std::chrono::hours{24});
    launcher_.block();
    std::jthread user([this] {
        EXPECT_TRUE(launcher_.wait_for_running(1));
        stop_.request_stop();
    });
    const ReplayResult result =
        run(to_json(early) + '\n' + to_json(late), {.mode = ExecutionMode::Execute, .speed = {1}});
    EXPECT_EQ(result.events, 1U);
}

}  // namespace
}  // namespace wee
