#include "actions/emit_action.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_emitter.h"

namespace wee {
namespace {

using testing::HasSubstr;

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

class EmitActionTest : public testing::Test {
protected:
    EmitActionTest() {
        cause_.metadata.set(FieldId::Path, "/in/a b.txt");
        secrets_.add("TOKEN", "hunter2");
    }

    ActionResult run(const EmitActionOptions& options, EventEmitter* emitter) {
        const RunScope scope(cause_, secrets_);
        return EmitAction(options, emitter).run({scope, rule_name_, stop_});
    }

    Event cause_ = make_event(EventKind::FileCreated, "files", {});
    FakeEmitter emitter_;
    Secrets secrets_;
    const std::string rule_name_ = "backup";
    const std::stop_token stop_;
};

TEST_F(EmitActionTest, FillsTheFieldsFromTheEventAndNamesTheRule) {
    const ActionResult result = run(
        {.name = "saved", .fields = {{"file", text("{{FILENAME}}")}, {"path", text("{{path}}")}}}, &emitter_);
    EXPECT_EQ(result.outcome, ActionOutcome::Succeeded);
    const Event event = emitter_.events().at(0);
    EXPECT_EQ(*event.metadata.find("file"), "a b.txt");
    EXPECT_EQ(*event.metadata.find(FieldId::Path), "/in/a b.txt");
    EXPECT_EQ(*event.metadata.find(FieldId::EmittedBy), "backup");
    EXPECT_EQ(result.answer.values.at(0).second, event.id.to_string());
}

TEST_F(EmitActionTest, NoSecretGetsIntoAnEvent) {
    run({.name = "saved", .fields = {{"token", text("<{{secret.TOKEN}}>")}}}, &emitter_);
    EXPECT_EQ(*emitter_.events().at(0).metadata.find("token"), "<***>");
}

TEST_F(EmitActionTest, FailsWhenTheChainIsTooLongOrTheEngineEnds) {
    cause_ = make_event(EventKind::Emitted, "emit", {});
    cause_.metadata.set(FieldId::EmitDepth, "3");
    EXPECT_THAT(run({.name = "again", .depth_limit = 3}, &emitter_).message, HasSubstr("emit_depth_limit"));
    EXPECT_TRUE(emitter_.events().empty());
    emitter_.fail_with("the engine ends");
    const ActionResult result = run({.name = "again"}, &emitter_);
    EXPECT_EQ(result.outcome, ActionOutcome::Failed);
    EXPECT_EQ(result.message, "the engine ends");
}

TEST_F(EmitActionTest, AReplayEmitsNothingAndGoesOn) {
    EXPECT_EQ(run({.name = "saved"}, nullptr).outcome, ActionOutcome::Succeeded);
}

TEST_F(EmitActionTest, DescribesItselfOnOneSafeLine) {
    const EmitAction action({.name = "saved", .fields = {{"file", text("{{FILENAME}}\n{{secret.TOKEN}}")}}},
                            &emitter_);
    EXPECT_EQ(action.describe({cause_, secrets_}), R"(emit "saved" file="a b.txt\n***")");
    EXPECT_TRUE(emitter_.events().empty());
}

}  // namespace
}  // namespace wee
