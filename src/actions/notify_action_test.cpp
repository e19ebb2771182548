#include "actions/notify_action.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_desktop.h"

namespace wee {
namespace {

using namespace std::chrono_literals;

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

class NotifyActionTest : public testing::Test {
protected:
    NotifyActionTest() { event_.metadata.set(FieldId::Path, "/in/<b>.txt"); }

    ActionResult run(const NotifyAction& action) {
        const RunScope scope(event_, secrets_);
        return action.run({scope, rule_name_, stop_.get_token()});
    }

    Event event_ = make_event(EventKind::FileCreated, "files", {});
    FakeNotifier notifier_;
    const Secrets secrets_;
    const std::string rule_name_ = "tell";
    std::stop_source stop_;
};

TEST_F(NotifyActionTest, HandsItsTextsOnAsText) {
    const ActionResult result = run(NotifyAction({.title = text("New: {{FILENAME}}"),
                                                  .message = text("{{path}}"),
                                                  .icon = text("dialog-warning"),
                                                  .urgency = Urgency::Critical,
                                                  .timeout = 2s},
                                                 &notifier_));
    EXPECT_EQ(result.outcome, ActionOutcome::Succeeded);
    const Notification shown = notifier_.shown().at(0);
    EXPECT_EQ(shown.title, "New: <b>.txt");
    EXPECT_EQ(shown.message, "/in/<b>.txt");
    EXPECT_EQ(shown.icon, "dialog-warning");
    EXPECT_EQ(shown.urgency, Urgency::Critical);
    EXPECT_EQ(shown.timeout, 2s);
}

TEST_F(NotifyActionTest, TakesThePlaceOfItsFormerOneWhenItIsTold) {
    const NotifyAction replacing({.title = text("t"), .replaces = true}, &notifier_);
    const NotifyAction adding({.title = text("t")}, &notifier_);
    for (const NotifyAction* action : {&replacing, &replacing, &adding, &adding}) {
        run(*action);
    }
    EXPECT_EQ(notifier_.shown().at(0).replaces, 0U);
    EXPECT_EQ(notifier_.shown().at(1).replaces, 1U);
    EXPECT_EQ(notifier_.shown().at(3).replaces, 0U);
}

TEST_F(NotifyActionTest, CutsWhatNobodyReads) {
    event_.metadata.set(FieldId::Title, std::string(100'000, 'x'));
    run(NotifyAction({.title = text("{{title}}"), .message = text("{{title}}")}, &notifier_));
    EXPECT_LT(notifier_.shown().at(0).title.size(), 1000U);
    EXPECT_LT(notifier_.shown().at(0).message.size(), 5000U);
}

TEST_F(NotifyActionTest, AFailureIsTheDesktopsSentenceAndAStopIsNone) {
    notifier_.fail_with("there is no desktop session");
    const NotifyAction action({.title = text("t")}, &notifier_);
    EXPECT_EQ(run(action).message, "there is no desktop session");
    EXPECT_EQ(run(action).outcome, ActionOutcome::Failed);
    stop_.request_stop();
    EXPECT_EQ(run(action).outcome, ActionOutcome::Stopped);
}

TEST_F(NotifyActionTest, DescribesItselfOnOneLine) {
    const NotifyAction action({.title = text("New"), .message = text("{{FILENAME}}\nmore")}, &notifier_);
    EXPECT_EQ(action.describe({event_, secrets_}), R"(notify "New": "<b>.txt")");
    EXPECT_TRUE(notifier_.shown().empty());
}

}  // namespace
}  // namespace wee
