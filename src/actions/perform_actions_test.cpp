#include "actions/perform_actions.h"

#include <deque>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/recording_log.h"
#include "tests/support/runs.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class PerformActionsTest : public testing::Test {
protected:
    /// An action that takes a second for each attempt; attempts end in these ways, then well.
    RuleAction action(std::deque<ActionResult> results, RetryOptions retry,
                      OnError on_error = OnError::Fail) {
        const auto left = std::make_shared<std::deque<ActionResult>>(std::move(results));
        const auto attempt = [this, left](const ActionContext& /*context*/) {
            ++attempts_;
            clock_.advance(1s);
            if (left->empty()) {
                return ActionResult{};
            }
            ActionResult result = left->front();
            left->pop_front();
            return result;
        };
        return {std::make_shared<FunctionAction>(attempt), on_error, retry};
    }

    RunReport perform(const ActionList& actions) {
        const Pause pause = [this](std::chrono::milliseconds duration, const std::stop_token& /*stop*/) {
            waits_.push_back(duration);
            if (waits_.size() == stop_in_wait_) {
                run_stop_.request_stop();
            }
        };
        const Chance chance = [] { return 0.75; };
        const ExecutableRule rule{"copy", actions, {}, secrets_};
        return perform_actions(rule, event_, run_stop_token_,
                               {log_, clock_, pause, chance, engine_stop_token_, &recorder_});
    }

    /// Keeps what it is told.
    struct Recorder final : RunRecorder {
        void record(ActionRecord record) override { records.push_back(std::move(record)); }
        std::vector<ActionRecord> records;
    };

    static ActionResult failure() { return {ActionOutcome::Failed, "exit code 1", {}}; }

    RecordingLog log_;
    ManualClock clock_;
    Recorder recorder_;
    const Event event_ = make_event(EventKind::FileCreated, "files", {});
    std::stop_source run_stop_;
    std::stop_source engine_stop_;
    const std::stop_token run_stop_token_ = run_stop_.get_token();
    const std::stop_token engine_stop_token_ = engine_stop_.get_token();
    std::shared_ptr<const Secrets> secrets_ = std::make_shared<Secrets>();
    std::vector<std::chrono::milliseconds> waits_;
    std::size_t stop_in_wait_ = 0;
    int attempts_ = 0;
};

TEST_F(PerformActionsTest, AFailureThatWouldOnlyComeAgainIsNotTriedAgain) {
    ActionResult refused = failure();
    refused.may_retry = false;
    EXPECT_EQ(perform({action({failure(), refused}, {.attempts = 5})}).failed, 1U);
    EXPECT_EQ(attempts_, 2);
    EXPECT_EQ(log_.lines_of("action_failed").at(0).fields.at("attempt"), "2");
}

TEST_F(PerformActionsTest, EveryAttemptIsRecorded) {
    const WallTime begin = clock_.wall_now();
    ActionResult wrote{ActionOutcome::Succeeded, "exit code 0", std::string(10'000, 'x')};
    RuleAction second = action({wrote}, {});
    second.name = "make";
    perform({action({failure()}, {.attempts = 2, .backoff = 2s}), second});
    ASSERT_EQ(recorder_.records.size(), 3U);
    const ActionRecord& failed = recorder_.records[0];
    EXPECT_EQ(failed.rule, "copy");
    EXPECT_EQ(failed.event_id, event_.id);
    EXPECT_EQ(failed.start, begin);
    EXPECT_EQ(failed.duration, 1s);
    EXPECT_EQ(failed.outcome, ActionOutcome::Failed);
    EXPECT_EQ(failed.message, "exit code 1");
    EXPECT_EQ(recorder_.records[1].attempt, 2U);
    EXPECT_EQ(recorder_.records[2].step, 1U);
    EXPECT_EQ(recorder_.records[2].name, "make");
    EXPECT_EQ(recorder_.records[2].output.size(), ActionRecord::kLongestOutput);
}

TEST_F(PerformActionsTest, NoSecretIsRecorded) {
    auto secrets = std::make_shared<Secrets>();
    secrets->add("TOKEN", "hunter2");
    secrets_ = secrets;
    perform({action({{ActionOutcome::Failed, "hunter2 was refused", "password: hunter2"}}, {})});
    EXPECT_EQ(recorder_.records.at(0).message, "*** was refused");
    EXPECT_EQ(recorder_.records.at(0).output, "password: ***");
}

TEST_F(PerformActionsTest, AFailureIsTriedAgainUntilItSucceeds) {
    const RunReport report =
        perform({action({failure(), failure()}, {.attempts = 5, .backoff = 2s}), action({}, {})});
    EXPECT_EQ(attempts_, 4);
    EXPECT_THAT(waits_, ElementsAre(2s, 4s));
    EXPECT_EQ(report.succeeded, 2U);
    EXPECT_EQ(report.failed, 0U);
    EXPECT_EQ(report.retried, 2U);
    EXPECT_TRUE(log_.lines_of("action_failed").empty());
    EXPECT_EQ(log_.lines_of("action_succeeded").at(0).fields.at("attempt"), "3");
}

TEST_F(PerformActionsTest, EveryFailedAttemptIsAWarningAndTheLastGoesByOnError) {
    const RunReport report =
        perform({action({failure(), failure(), failure()}, {.attempts = 3, .backoff = 1s}), action({}, {})});
    EXPECT_EQ(attempts_, 3);
    EXPECT_EQ(report.failed, 1U);
    EXPECT_EQ(report.retried, 2U);
    const auto retried = log_.lines_of("action_retried");
    ASSERT_EQ(retried.size(), 2U);
    EXPECT_EQ(retried[1].level, LogLevel::Warning);
    EXPECT_EQ(retried[1].fields.at("attempt"), "2");
    EXPECT_EQ(retried[1].fields.at("attempts"), "3");
    EXPECT_EQ(retried[1].fields.at("wait_ms"), "2000");
    EXPECT_THAT(retried[1].message, HasSubstr("exit code 1; tried again in 2s (attempt 2 of 3)"));
    const RecordedLine failed = log_.lines_of("action_failed").at(0);
    EXPECT_EQ(failed.level, LogLevel::Error);
    EXPECT_THAT(failed.message, HasSubstr("exit code 1 (attempt 3 of 3)"));
    EXPECT_EQ(failed.fields.at("duration_us"), "1000000");
}

TEST_F(PerformActionsTest, GoesOnAfterTheLastAttemptWhereOnErrorSaysSo) {
    const RunReport report = perform(
        {action({failure(), failure()}, {.attempts = 2, .backoff = 1s}, OnError::Continue), action({}, {})});
    EXPECT_EQ(report.failed, 1U);
    EXPECT_EQ(report.succeeded, 1U);
    EXPECT_EQ(log_.lines_of("action_failed").at(0).level, LogLevel::Warning);
}

TEST_F(PerformActionsTest, WaitsVaryByChance) {
    perform({action({failure()}, {.attempts = 2, .backoff = 1s, .jitter = 0.5})});
    EXPECT_THAT(waits_, ElementsAre(1250ms));
}

TEST_F(PerformActionsTest, AStopEndsTheRetriesAndTheRun) {
    stop_in_wait_ = 2;
    engine_stop_.request_stop();
    const RunReport report = perform(
        {action({failure(), failure()}, {.attempts = 9, .backoff = 1s}, OnError::Continue), action({}, {})});
    EXPECT_EQ(attempts_, 2);
    EXPECT_EQ(report.stopped, 1U);
    EXPECT_EQ(report.failed, 0U);
    EXPECT_THAT(log_.lines_of("action_failed").at(0).message, HasSubstr("stopped before it could be tried"));
}

TEST_F(PerformActionsTest, WhatIsStoppedForANewerRunIsNoFailureAndNotTriedAgain) {
    run_stop_.request_stop();
    const RunReport report =
        perform({action({{ActionOutcome::Stopped, "was killed", {}}}, {.attempts = 3, .backoff = 1s}),
                 action({}, {})});
    EXPECT_EQ(attempts_, 1);
    EXPECT_EQ(report.stopped, 1U);
    EXPECT_TRUE(log_.lines_of("action_failed").empty());
    EXPECT_EQ(log_.lines_of("action_stopped").at(0).level, LogLevel::Info);
}

TEST_F(PerformActionsTest, TheOutputInALogLineIsItsFirstLineCutAtACharacter) {
    ActionResult result;
    result.message = "exit code 0";
    result.output.assign(199, 'x');
    result.output.append("\xC3\xA4 more\nsecond line");
    perform({action({result}, {})});
    EXPECT_EQ(log_.lines_of("action_succeeded").at(0).fields.at("output"), std::string(199, 'x'));
}

TEST_F(PerformActionsTest, ADescriptionCostsNothingWhenNobodyReadsIt) {
    log_.set_level(LogLevel::Warning);
    describe_actions(*make_rule("copy", {action({}, {})}), event_, log_);
    EXPECT_TRUE(log_.lines().empty());
    EXPECT_EQ(attempts_, 0);
}

TEST_F(PerformActionsTest, AnActionHasTheAnswersOfThoseBeforeIt) {
    RuleAction fetch = action({{ActionOutcome::Succeeded, "status 200", "", {{{"status", "200"}}, {}}}}, {});
    fetch.name = "fetch";
    std::string seen;
    const auto look = [&seen](const ActionContext& context) {
        const auto template_text = TemplateText::parse(
            "{{steps.fetch.status}} {{steps.fetch.succeeded}} "
            "{{steps.fetch.message}}",
            [](std::string_view) { return true; });
        seen = context.scope.render(template_text.value());
        return ActionResult{};
    };
    perform({fetch, {.action = std::make_shared<FunctionAction>(look)}});
    EXPECT_EQ(seen, "200 true status 200");
}

TEST_F(PerformActionsTest, NoSecretOfAnOutputIsLogged) {
    ExecutableRule rule;
    rule.name = "copy";
    rule.actions = {action({{ActionOutcome::Failed, "no hunter2 here", "hunter2\n", {}}}, {})};
    auto secrets = std::make_shared<Secrets>();
    secrets->add("TOKEN", "hunter2");
    rule.secrets = secrets;
    const Pause pause = [](std::chrono::milliseconds, const std::stop_token&) {};
    const Chance chance = [] { return 0.5; };
    perform_actions(rule, event_, run_stop_token_, {log_, clock_, pause, chance, engine_stop_token_});
    const RecordedLine line = log_.lines_of("action_failed").at(0);
    EXPECT_THAT(line.message, HasSubstr("no *** here"));
    EXPECT_EQ(line.fields.at("output"), "***");
}

}  // namespace
}  // namespace wee
