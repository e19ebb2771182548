#include "actions/write_file_action.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_file_writer.h"

namespace wee {
namespace {

using testing::HasSubstr;

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

class WriteFileActionTest : public testing::Test {
protected:
    ActionResult run(const WriteFileActionOptions& options, const std::string& title = "a title") {
        Event event = make_event(EventKind::WindowFocused, "windows", {});
        event.metadata.set(FieldId::Title, title);
        const RunScope scope(event, secrets_);
        return WriteFileAction(options, &files_).run({scope, rule_name_, stop_});
    }

    FakeFileWriter files_;
    Secrets secrets_;
    const std::string rule_name_ = "note";
    const std::stop_token stop_;
};

TEST_F(WriteFileActionTest, FillsPathAndContentAndEndsTheLine) {
    const ActionResult result = run({.path = text("/notes/{{title}}.txt"), .content = text("saw {{title}}")});
    EXPECT_EQ(result.outcome, ActionOutcome::Succeeded);
    EXPECT_EQ(result.message, "wrote 12 bytes");
    EXPECT_EQ(files_.writes().at(0).path, "/notes/a title.txt");
    EXPECT_EQ(files_.writes().at(0).content, "saw a title\n");
    EXPECT_EQ(files_.writes().at(0).mode, WriteMode::Append);
    run({.path = text("/n"), .content = text("line\n"), .mode = WriteMode::Replace});
    EXPECT_EQ(files_.writes().at(1).content, "line\n");
    run({.path = text("/n"), .content = text("x"), .adds_newline = false, .creates_directories = true});
    EXPECT_EQ(files_.writes().at(2).content, "x");
    EXPECT_TRUE(files_.writes().at(2).creates_directories);
}

TEST_F(WriteFileActionTest, NoValueLeadsThePathElsewhere) {
    for (const std::string& title :
         {std::string("../../etc/passwd"), std::string(".."), std::string("a/../../b"),
          std::string("a\\..\\..\\b"), std::string("x\0y", 3)}) {
        const ActionResult result = run({.path = text("/notes/{{title}}"), .content = text("x")}, title);
        EXPECT_EQ(result.outcome, ActionOutcome::Failed) << title;
    }
    // Two values that are harmless by themselves.
    EXPECT_EQ(run({.path = text("/notes/{{title}}{{title}}/x"), .content = text("x")}, ".").outcome,
              ActionOutcome::Failed);
    EXPECT_THAT(run({.path = text("{{title}}"), .content = text("x")}, "").message, HasSubstr("is empty"));
    EXPECT_TRUE(files_.writes().empty());
    EXPECT_EQ(run({.path = text("/notes/{{title}}"), .content = text("x")}, "a..b...").outcome,
              ActionOutcome::Succeeded);
}

TEST_F(WriteFileActionTest, AFailureIsTheWritersSentence) {
    files_.fail_with("the disk is full");
    EXPECT_EQ(run({.path = text("/n"), .content = text("x")}).message, "the disk is full");
}

TEST_F(WriteFileActionTest, WritesSecretsAndShowsThemNowhere) {
    secrets_.add("TOKEN", "hunter2");
    const WriteFileActionOptions options{.path = text("/n"), .content = text("{{secret.TOKEN}}")};
    run(options);
    EXPECT_EQ(files_.writes().at(0).content, "hunter2\n");
    const Event event = make_event(EventKind::WindowFocused, "windows", {});
    EXPECT_EQ(WriteFileAction(options, &files_).describe({event, secrets_}),
              R"(write_file append to "/n": "***")");
}

}  // namespace
}  // namespace wee
