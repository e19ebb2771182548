#include "engine/engine.h"

#include <gtest/gtest.h>

#include "tests/support/fake_http_client.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/fake_source.h"
#include "tests/support/recording_log.h"

namespace wee {
namespace {

/// Keeps the sources that the engine asked for in the test's reach.
class FakeSourceFactory final : public SourceFactory {
public:
    std::unique_ptr<Source> make_source(const SourceOptions& options) override {
        auto source = std::make_unique<FakeSource>(std::get<FileWatcherOptions>(options).name);
        if (source->name() == "broken") {
            source->fail_start_with("nothing to watch");
        }
        made.push_back(source.get());
        return source;
    }
    std::vector<FakeSource*> made;
};

class EngineTest : public testing::Test {
protected:
    void add_source(const std::string& name) {
        FileWatcherOptions options;
        options.name = name;
        config_.sources.push_back({options});
    }

    void add_rule(const std::string& name, EventKind kind, bool enabled = true) {
        ExecuteActionOptions options;
        options.command = TemplateText::parse(name, [](std::string_view) { return true; }).value();
        config_.rules.push_back(
            {Rule{name, enabled, Trigger{KindCondition{{kind}}}}, {{options, OnError::Fail}}});
    }

    Engine& make_engine(ExecutionMode mode = ExecutionMode::Execute) {
        engine_ =
            std::make_unique<Engine>(config_, mode, EnginePorts{factory_, launcher_, log_, clock_, http_});
        return *engine_;
    }

    static Event event_of(EventKind kind) { return make_event(kind, "files", {}); }

    Config config_;
    FakeSourceFactory factory_;
    FakeLauncher launcher_;
    FakeHttpClient http_;
    RecordingLog log_;
    SystemClock clock_;
    std::unique_ptr<Engine> engine_;
};

TEST_F(EngineTest, AnEventReachesTheActionsOfTheRulesThatItMatches) {
    add_source("files");
    add_rule("on_create", EventKind::FileCreated);
    add_rule("on_delete", EventKind::FileDeleted);
    Engine& engine = make_engine();
    ASSERT_TRUE(engine.start());
    ASSERT_TRUE(log_.wait_for("ready"));
    factory_.made[0]->emit(event_of(EventKind::FileDeleted));
    ASSERT_TRUE(launcher_.wait_for_finished(1));

    const EngineSummary summary = engine.stop();
    EXPECT_EQ(launcher_.requests().at(0).command, "on_delete");
    EXPECT_EQ(summary.generated, 1U);
    EXPECT_EQ(summary.processed, 1U);
    EXPECT_EQ(summary.matched, 1U);
    EXPECT_EQ(summary.actions_succeeded, 1U);
    EXPECT_EQ(log_.lines_of("summary").at(0).fields.at("matched"), "1");
}

// Defect 5 of the original: with a disabled rule in the list, another rule's action ran.
TEST_F(EngineTest, ADisabledRuleNeitherRunsNorShiftsTheOthers) {
    add_source("files");
    add_rule("disabled", EventKind::FileCreated, false);
    add_rule("enabled", EventKind::FileCreated);
    add_rule("other", EventKind::FileDeleted);
    Engine& engine = make_engine();
    ASSERT_TRUE(engine.start());
    factory_.made[0]->emit(event_of(EventKind::FileCreated));
    ASSERT_TRUE(launcher_.wait_for_finished(1));
    engine.stop();
    ASSERT_EQ(launcher_.requests().size(), 1U);
    EXPECT_EQ(launcher_.requests()[0].command, "enabled");
    EXPECT_EQ(log_.lines_of("ready").at(0).fields.at("rules"), "2");
}

// Defect 2 of the original.
TEST_F(EngineTest, DryRunExecutesNothing) {
    add_source("files");
    add_rule("on_create", EventKind::FileCreated);
    Engine& engine = make_engine(ExecutionMode::DryRun);
    ASSERT_TRUE(engine.start());
    factory_.made[0]->emit(event_of(EventKind::FileCreated));
    ASSERT_TRUE(log_.wait_for("would_run"));
    engine.stop();
    EXPECT_TRUE(launcher_.requests().empty());
}

TEST_F(EngineTest, ASourceThatCannotStartIsReportedAndTheOthersGoOn) {
    add_source("broken");
    add_source("files");
    add_rule("on_create", EventKind::FileCreated);
    Engine& engine = make_engine();
    ASSERT_TRUE(engine.start());
    EXPECT_EQ(log_.lines_of("source_failed").at(0).fields.at("source"), "broken");
    factory_.made[1]->emit(event_of(EventKind::FileCreated));
    EXPECT_TRUE(launcher_.wait_for_finished(1));
}

// Defect 30 of the original: an engine that watches nothing was reported as running.
TEST_F(EngineTest, FailsToStartWhenNoSourceCould) {
    add_source("broken");
    Engine& engine = make_engine();
    EXPECT_FALSE(engine.start());
    EXPECT_TRUE(log_.lines_of("ready").empty());
}

TEST_F(EngineTest, EventsOnTheirWayAreStillHandledWhenItStops) {
    add_source("files");
    add_rule("on_create", EventKind::FileCreated);
    Engine& engine = make_engine();
    ASSERT_TRUE(engine.start());
    factory_.made[0]->emit(EventBatch(10, event_of(EventKind::FileCreated)));
    const EngineSummary summary = engine.stop();
    EXPECT_EQ(summary.generated, 10U);
    EXPECT_EQ(summary.processed + summary.dropped, 10U);
    EXPECT_EQ(summary.actions_succeeded + summary.runs_dropped, summary.matched);
}

TEST_F(EngineTest, ReportsEventsThatAFullBusDropped) {
    config_.engine.event_buffer_size = 2;
    add_source("files");
    add_rule("on_create", EventKind::FileCreated);
    Engine& engine = make_engine();
    ASSERT_TRUE(engine.start());
    factory_.made[0]->emit(EventBatch(10, event_of(EventKind::FileCreated)));
    ASSERT_TRUE(log_.wait_for("events_dropped"));
    const EngineSummary summary = engine.stop();
    EXPECT_EQ(summary.dropped, 8U);
    EXPECT_EQ(log_.lines_of("events_dropped").at(0).fields.at("dropped"), "8");
    EXPECT_EQ(log_.lines_of("events_dropped").at(0).fields.at("by_source"), "files 8");
}

TEST_F(EngineTest, ABlockingBusLosesNothing) {
    config_.engine.event_buffer_size = 2;
    config_.engine.overflow_policy = OverflowPolicy::Block;
    add_source("files");
    add_rule("on_create", EventKind::FileCreated);
    Engine& engine = make_engine();
    ASSERT_TRUE(engine.start());
    factory_.made[0]->emit(EventBatch(100, event_of(EventKind::FileCreated)));
    ASSERT_TRUE(launcher_.wait_for_finished(100));
    const EngineSummary summary = engine.stop();
    EXPECT_EQ(summary.processed, 100U);
    EXPECT_EQ(summary.dropped, 0U);
}

// A rule whose own action triggers it again.
TEST_F(EngineTest, ARuleThatTriggersItselfIsSuspendedAndCounted) {
    add_source("files");
    add_rule("loop", EventKind::FileCreated);
    config_.rules.back().rule.breaker.most = 3;
    Engine& engine = make_engine();
    ASSERT_TRUE(engine.start());
    factory_.made[0]->emit(EventBatch(10, event_of(EventKind::FileCreated)));
    ASSERT_TRUE(log_.wait_for("rule_suspended"));
    EXPECT_EQ(log_.lines_of("rule_suspended").at(0).fields.at("rule"), "loop");
    ASSERT_TRUE(launcher_.wait_for_finished(3));
    const EngineSummary summary = engine.stop();
    EXPECT_EQ(summary.matched, 10U);
    EXPECT_EQ(summary.suspended, 7U);
    EXPECT_EQ(summary.breaker_trips, 1U);
    EXPECT_EQ(log_.lines_of("summary").at(0).fields.at("breaker_trips"), "1");
}

}  // namespace
}  // namespace wee
