#include "actions/log_action.h"

#include <gtest/gtest.h>

#include "tests/support/recording_log.h"

namespace wee {
namespace {

TEST(LogAction, WritesItsMessageWithTheEventAtItsLevel) {
    RecordingLog log;
    const auto message =
        TemplateText::parse("new: {{FILENAME}}", [](std::string_view) { return true; }).value();
    const auto size =
        TemplateText::parse("<{{metadata.size}}>", [](std::string_view) { return true; }).value();
    const LogAction action({message, LogLevel::Warning, {{"file_size", size}}}, log);
    Event event = make_event(EventKind::FileCreated, "files", {});
    event.metadata.set(FieldId::Path, "/in/a.txt").set("size", "7");
    const std::string rule = "greet";
    const std::stop_token stop;

    const Secrets secrets;
    const RunScope scope(event, secrets);

    EXPECT_EQ(action.run({scope, rule, stop}).outcome, ActionOutcome::Succeeded);

    const RecordedLine line = log.lines().at(0);
    EXPECT_EQ(line.level, LogLevel::Warning);
    EXPECT_EQ(line.event, "log");
    EXPECT_EQ(line.message, "new: a.txt");
    EXPECT_EQ(line.fields.at("rule"), "greet");
    EXPECT_EQ(line.fields.at("file_size"), "<7>");
    EXPECT_EQ(action.describe(scope), R"(log "new: a.txt")");
}

}  // namespace
}  // namespace wee
