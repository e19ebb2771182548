#include "event/emitted_event.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event/event_json.h"

namespace wee {
namespace {

using testing::HasSubstr;

Event cause() {
    Event event = make_event(EventKind::FileCreated, "files", {});
    event.metadata.set(FieldId::Path, "/in/a");
    return event;
}

/// The event at the end of a chain of so many emissions, all by rules of this name.
Event chain_of(int length, std::string_view rule) {
    Event event = cause();
    for (int depth = 0; depth < length; ++depth) {
        event = emitted_event({.name = "again", .rule = rule, .depth_limit = 1000}, event).value();
    }
    return event;
}

std::string text(const Event& event, FieldId id) {
    const std::string* value = event.metadata.find(id);
    return value == nullptr ? "(none)" : *value;
}

TEST(EmittedEvent, HasItsFieldsAndSaysWhereItComesFrom) {
    Emission emission{.name = "saved", .rule = "backup"};
    emission.fields.set(FieldId::Path, "/out/a").set("size", "7");
    const Event before = cause();
    const Event event = emitted_event(std::move(emission), before).value();
    EXPECT_EQ(event.kind, EventKind::Emitted);
    EXPECT_NE(event.id, before.id);
    EXPECT_EQ(text(event, FieldId::Name), "saved");
    EXPECT_EQ(text(event, FieldId::Path), "/out/a");
    EXPECT_EQ(*event.metadata.find("size"), "7");
    EXPECT_EQ(text(event, FieldId::EmittedBy), "backup");
    EXPECT_EQ(text(event, FieldId::EmitDepth), "1");
    EXPECT_EQ(text(event, FieldId::EmitChain), "backup");
    EXPECT_EQ(text(event, FieldId::CauseId), before.id.to_string());
}

TEST(EmittedEvent, IsTheSameAfterItWasWrittenDown) {
    const Event event = chain_of(2, "a \"rule\"\n");
    EXPECT_EQ(event_from_json(to_json(event)).value(), event);
}

TEST(EmittedEvent, NoFieldPassesForWhatTheEngineSets) {
    Emission emission{.name = "saved", .rule = "backup"};
    emission.fields.set(FieldId::EmitDepth, "0").set(FieldId::EmitChain, "x").set(FieldId::CauseId, "y");
    const Event event = emitted_event(std::move(emission), chain_of(3, "r")).value();
    EXPECT_EQ(text(event, FieldId::EmitDepth), "4");
    EXPECT_EQ(text(event, FieldId::EmitChain), "r > r > r > backup");
}

TEST(EmittedEvent, AChainThatIsTooLongIsNamed) {
    const Result<Event> event =
        emitted_event({.name = "again", .rule = "ping", .depth_limit = 2}, chain_of(2, "pong"));
    ASSERT_FALSE(event.ok());
    EXPECT_EQ(event.error().message(),
              "the event \"again\" is not emitted: the rules set each other off (pong > pong > ping), and a "
              "chain may have 2 events; narrow the trigger of one of them, or raise engine.emit_depth_limit");
}

TEST(EmittedEvent, OfALongChainTheLatestRulesAreKept) {
    const std::string chain = text(chain_of(200, "a rule of some length"), FieldId::EmitChain);
    EXPECT_LE(chain.size(), 1010U);
    EXPECT_TRUE(chain.starts_with("... > a rule of"));
    EXPECT_TRUE(chain.ends_with("> a rule of some length"));
    EXPECT_EQ(text(chain_of(2, std::string(3000, 'r')), FieldId::EmitChain).substr(0, 7), "... > r");
}

TEST(EmittedEvent, TooMuchTextIsRefused) {
    Emission emission{.name = "saved", .rule = "backup"};
    emission.fields.set("text", std::string(kLargestEmittedEvent, 'x'));
    EXPECT_THAT(emitted_event(std::move(emission), cause()).error().message(), HasSubstr("in a file"));
}

TEST(EmittedEvent, ARecordedDepthThatIsNoNumberCountsAsNone) {
    Event recorded = make_event(EventKind::Emitted, "emit", {});
    recorded.metadata.set(FieldId::EmitDepth, "deep");
    EXPECT_EQ(text(emitted_event({.name = "n", .rule = "r"}, recorded).value(), FieldId::EmitDepth), "1");
}

TEST(EmittedEvent, NamesAreWords) {
    EXPECT_TRUE(is_event_name("backup.done-2_x"));
    for (const std::string& name : {std::string(), std::string("a b"), std::string("a\n"), std::string("ä"),
                                    std::string(kLongestEventName + 1, 'a')}) {
        EXPECT_FALSE(is_event_name(name)) << name;
    }
}

}  // namespace
}  // namespace wee
