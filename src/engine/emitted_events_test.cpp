#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/engine.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/fake_source.h"
#include "tests/support/recording_log.h"

namespace wee {
namespace {

using testing::HasSubstr;

/// One source, whose events the test makes.
class OneSource final : public SourceFactory {
public:
    std::unique_ptr<Source> make_source(const SourceOptions&) override {
        auto source = std::make_unique<FakeSource>("files");
        made = source.get();
        return source;
    }
    FakeSource* made = nullptr;
};

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

/// Rules that set each other off, by the pipeline of a whole engine.
class EmittedEventsTest : public testing::Test {
protected:
    EmittedEventsTest() { begin_configuration(); }

    void begin_configuration() {
        FileWatcherOptions options;
        options.name = "files";
        config_ = {};
        config_.sources.push_back({options});
    }

    void add_rule(const std::string& name, EventKind kind, ActionOptions action) {
        config_.rules.push_back({Rule{name, true, Trigger{KindCondition{{kind}}}}, {{std::move(action)}}});
        config_.rules.back().rule.breaker.enabled = false;
    }

    Engine& start(ExecutionMode mode = ExecutionMode::Execute) {
        engine_ =
            std::make_unique<Engine>(config_, mode, EnginePorts{sources_, launcher_, log_, clock_, http_});
        EXPECT_TRUE(engine_->start());
        return *engine_;
    }

    void create_file(std::size_t times = 1) {
        Event event = make_event(EventKind::FileCreated, "files", {});
        event.metadata.set(FieldId::Path, "/in/a");
        sources_.made->emit(EventBatch(times, event));
    }

    Config config_;
    OneSource sources_;
    FakeLauncher launcher_;
    FakeHttpClient http_;
    RecordingLog log_;
    SystemClock clock_;
    std::unique_ptr<Engine> engine_;
};

TEST_F(EmittedEventsTest, SetOffTheRulesThatWaitForThem) {
    add_rule("save", EventKind::FileCreated,
             EmitActionOptions{.name = "saved", .fields = {{"path", text("{{path}}.bak")}}});
    add_rule("tell", EventKind::Emitted,
             LogActionOptions{text("{{name}} {{path}} by {{emitted_by}} from {{source}} {{TIMESTAMP}}")});
    Engine& engine = start();
    create_file();
    ASSERT_TRUE(log_.wait_for("log"));
    EXPECT_THAT(log_.lines_of("log").at(0).message, HasSubstr("saved /in/a.bak by save from emit 20"));
    const EngineSummary summary = engine.stop();
    EXPECT_EQ(summary.generated, 2U);
    EXPECT_EQ(summary.processed, 2U);
    EXPECT_EQ(summary.actions_succeeded, 2U);
}

TEST_F(EmittedEventsTest, AChainWithoutEndIsCutAndNamed) {
    add_rule("start", EventKind::FileCreated, EmitActionOptions{.name = "again", .depth_limit = 4});
    add_rule("loop", EventKind::Emitted, EmitActionOptions{.name = "again", .depth_limit = 4});
    Engine& engine = start();
    create_file();
    ASSERT_TRUE(log_.wait_for("action_failed"));
    const RecordedLine line = log_.lines_of("action_failed").at(0);
    EXPECT_THAT(line.message, HasSubstr("start > loop > loop > loop > loop"));
    EXPECT_EQ(line.fields.at("rule"), "loop");
    const EngineSummary summary = engine.stop();
    EXPECT_EQ(summary.generated, 5U);
    EXPECT_EQ(summary.actions_failed, 1U);
}

TEST_F(EmittedEventsTest, ADryRunEmitsNothing) {
    add_rule("save", EventKind::FileCreated, EmitActionOptions{.name = "saved"});
    Engine& engine = start(ExecutionMode::DryRun);
    create_file();
    ASSERT_TRUE(log_.wait_for("would_run"));
    EXPECT_THAT(log_.lines_of("would_run").at(0).message, HasSubstr("emit \"saved\""));
    EXPECT_EQ(engine.stop().generated, 1U);
}

TEST_F(EmittedEventsTest, TheBooksBalanceWhenRulesEmitToTheLast) {
    for (const OverflowPolicy policy : {OverflowPolicy::DropOldest, OverflowPolicy::Block}) {
        begin_configuration();
        config_.engine.event_buffer_size = 100;
        config_.engine.overflow_policy = policy;
        add_rule("save", EventKind::FileCreated, EmitActionOptions{.name = "saved"});
        add_rule("go on", EventKind::Emitted, EmitActionOptions{.name = "saved", .depth_limit = 100});
        Engine& engine = start();
        create_file(500);
        const EngineSummary summary = engine.stop();
        EXPECT_GE(summary.generated, 500U);
        EXPECT_EQ(summary.generated, summary.processed + summary.dropped);
        EXPECT_EQ(summary.matched, summary.actions_succeeded + summary.actions_failed + summary.runs_dropped);
        // Each emission that succeeded is an event in the books, each that failed is in the log.
        EXPECT_EQ(summary.generated, 500U + summary.actions_succeeded);
        EXPECT_EQ(log_.lines_of("action_failed").size(), summary.actions_failed);
        log_.clear();
    }
}

}  // namespace
}  // namespace wee
