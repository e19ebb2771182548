#include "actions/run_scope.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

class RunScopeTest : public testing::Test {
protected:
    RunScopeTest() {
        event_.metadata.set(FieldId::Path, "/in/a.txt");
        secrets_.add("TOKEN", "hunter2");
    }

    Event event_ = make_event(EventKind::FileCreated, "files", {});
    Secrets secrets_;
    RunScope scope_{event_, secrets_};
};

TEST_F(RunScopeTest, PutsInTheEventTheStepsAndTheSecrets) {
    scope_.add("fetch",
               {{{"status", "200"}}, R"({"user": {"names": ["ann", "bob"], "age": 7}, "none": null})"});
    EXPECT_EQ(scope_.render(text("{{FILENAME}} {{steps.fetch.status}} {{secret.TOKEN}}")),
              "a.txt 200 hunter2");
    EXPECT_EQ(scope_.render(text("{{steps.fetch.json.user.names.1}} {{steps.fetch.json.user.age}}")),
              "bob 7");
    EXPECT_EQ(scope_.render(text("{{steps.fetch.json.user.names}}")), R"(["ann","bob"])");
    EXPECT_EQ(scope_.render(text("[{{steps.fetch.json.none}}{{steps.fetch.json.user.names.2}}]")), "[]");
}

TEST_F(RunScopeTest, AnAnswerThatIsNoJsonHasNothingInIt) {
    scope_.add("deep", {{}, std::string(5000, '[') + std::string(5000, ']')});
    scope_.add("html", {{}, "<html>"});
    scope_.add("text", {{}, "\"just text\""});
    EXPECT_EQ(scope_.render(text("[{{steps.deep.json.0}}{{steps.html.json.a}}{{steps.text.json.a}}]")), "[]");
    EXPECT_EQ(scope_.render(text("{{steps.text.json}}")), "just text");
}

TEST_F(RunScopeTest, AStepThatWasLeftOutIsEmpty) {
    EXPECT_EQ(scope_.render(text("[{{steps.fetch.status}}]")), "[]");
}

TEST_F(RunScopeTest, ShowsNoSecretAndNamesStepsThatAreStillToCome) {
    EXPECT_EQ(scope_.show(text("{{FILENAME}} {{steps.fetch.status}} {{secret.TOKEN}}")),
              "a.txt {{steps.fetch.status}} ***");
    scope_.add("fetch", {{{"status", "401 for hunter2"}}, {}});
    EXPECT_EQ(scope_.show(text("{{steps.fetch.status}}")), "401 for ***");
}

TEST_F(RunScopeTest, EscapesEveryValueForItsPlace) {
    scope_.add("say", {{{"output", "\"}"}}, {}});
    const auto escape = [](std::string_view value) { return "<" + std::string(value) + ">"; };
    EXPECT_EQ(scope_.render(text("a {{steps.say.output}} {{secret.TOKEN}}"), escape), "a <\"}> <hunter2>");
}

TEST(StepVariable, IsTakenApart) {
    using Parts = std::pair<std::string_view, std::string_view>;
    EXPECT_EQ(split_step_variable("steps.a.json.b"), Parts("a", "json.b"));
    EXPECT_EQ(split_step_variable("steps.a"), Parts());
    EXPECT_EQ(split_step_variable("steps.a."), Parts());
    EXPECT_EQ(split_step_variable("steps..b"), Parts());
    EXPECT_EQ(split_step_variable("path"), Parts());
    EXPECT_EQ(secret_of_variable("secret.X"), "X");
    EXPECT_EQ(secret_of_variable("secretX"), "");
}

}  // namespace
}  // namespace wee
