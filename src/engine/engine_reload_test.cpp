#include <chrono>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "engine/engine.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/fake_source.h"
#include "tests/support/recording_log.h"

namespace wee {
namespace {

constexpr int kReloads = 100;
constexpr int kBatches = 1'000;
constexpr int kEventsInBatch = 100;

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

class EngineReloadTest : public testing::Test {
protected:
    class Factory final : public SourceFactory {
    public:
        std::unique_ptr<Source> make_source(const SourceOptions& options) override {
            auto source = std::make_unique<FakeSource>(std::get<FileWatcherOptions>(options).name);
            made.push_back(source.get());
            return source;
        }
        std::vector<FakeSource*> made;
    };

    static RuleConfig rule(const std::string& name, const std::string& message, std::uint64_t definition) {
        RuleConfig config;
        config.rule = Rule{name, true, Trigger{KindCondition{{EventKind::FileCreated}}}};
        config.rule.definition = static_cast<Fingerprint>(definition);
        config.actions.push_back({LogActionOptions{text(message), LogLevel::Info}, OnError::Fail});
        return config;
    }

    static Config config_of(std::vector<RuleConfig> rules) {
        Config config;
        FileWatcherOptions options;
        options.name = "files";
        config.sources.push_back({options, static_cast<Fingerprint>(1)});
        config.rules = std::move(rules);
        return config;
    }

    static EventBatch created(int count) {
        return EventBatch(static_cast<std::size_t>(count), make_event(EventKind::FileCreated, "files", {}));
    }

    Engine& start(Config config) {
        engine_ = std::make_unique<Engine>(std::move(config), ExecutionMode::Execute,
                                           EnginePorts{factory_, launcher_, log_, clock_, http_});
        EXPECT_TRUE(engine_->start());
        return *engine_;
    }

    void wait_until_processed(std::uint64_t events) const {
        const auto deadline = std::chrono::steady_clock::now() + 6 * kTestDeadline;
        while (engine_->summary().processed < events && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield();
        }
    }

    Factory factory_;
    FakeLauncher launcher_;
    FakeHttpClient http_;
    RecordingLog log_;
    SystemClock clock_;
    std::unique_ptr<Engine> engine_;
};

// Defect 4 of the original: a reload never took effect.
TEST_F(EngineReloadTest, TheNewRulesApplyToWhatHappensAfterwards) {
    Engine& engine = start(config_of({rule("a", "old", 1)}));
    factory_.made.at(0)->emit(created(1));
    ASSERT_TRUE(log_.wait_until([](const auto& lines) { return lines.back().message == "old"; }));
    engine.reload(config_of({rule("a", "new", 2)}));
    factory_.made.at(0)->emit(created(1));
    ASSERT_TRUE(log_.wait_until([](const auto& lines) { return lines.back().message == "new"; }));
    EXPECT_EQ(factory_.made.size(), 1U);
    EXPECT_EQ(log_.lines_of("config_reloaded").at(0).fields.at("sources_kept"), "1");
    EXPECT_EQ(engine.stop().matched, 2U);
}

TEST_F(EngineReloadTest, SaysWhatTakesEffectOnlyAtTheNextStart) {
    Engine& engine = start(config_of({}));
    Config larger = config_of({});
    larger.engine.event_buffer_size *= 2;
    engine.reload(std::move(larger));
    EXPECT_EQ(log_.lines_of("config_needs_restart").size(), 1U);
}

TEST_F(EngineReloadTest, ARunThatWaitsKeepsTheActionsThatItWasAcceptedWith) {
    launcher_.block("slow");
    RuleConfig slow = rule("a", "unused", 1);
    ExecuteActionOptions options;
    options.command = text("slow");
    slow.actions = {{options, OnError::Fail}};
    slow.run.maximum_at_once = 1;
    Engine& engine = start(config_of({slow}));
    factory_.made.at(0)->emit(created(3));
    ASSERT_TRUE(launcher_.wait_for_running(1));
    wait_until_processed(3);
    engine.reload(config_of({}));
    launcher_.release();
    EXPECT_TRUE(launcher_.wait_for_finished(3));
}

// Each event is evaluated once, by both rules. That none meets a mixture: rules/rule_engine's own tests.
// Defect 6 of the original: reloads dropped events.
TEST_F(EngineReloadTest, AHundredReloadsUnderLoadLoseNothing) {
    const auto generation = [](int number) {
        const std::string text = std::to_string(number);
        return config_of({rule("first", "first " + text, static_cast<std::uint64_t>(number) + 1),
                          rule("second", "second " + text, static_cast<std::uint64_t>(number) + 1)});
    };
    Config first = generation(0);
    first.engine.overflow_policy = OverflowPolicy::Block;
    log_.set_level(LogLevel::Error);  // two hundred thousand lines would be the test
    Engine& engine = start(std::move(first));
    FakeSource& source = *factory_.made.at(0);
    std::jthread writer([&source] {
        for (int batch = 0; batch < kBatches; ++batch) {
            source.emit(created(kEventsInBatch));
        }
    });
    for (int number = 1; number <= kReloads; ++number) {
        Config next = generation(number);
        next.engine.overflow_policy = OverflowPolicy::Block;
        engine.reload(std::move(next));
    }
    writer.join();
    constexpr std::uint64_t kEvents = std::uint64_t{kBatches} * kEventsInBatch;
    wait_until_processed(kEvents);
    const EngineSummary summary = engine.stop();
    EXPECT_EQ(summary.generated, kEvents);
    EXPECT_EQ(summary.processed, kEvents);
    EXPECT_EQ(summary.matched, 2 * kEvents);
    EXPECT_EQ(log_.lines_of("config_reloaded").size(), std::size_t{kReloads});
}

}  // namespace
}  // namespace wee
