#include "rules/explain.h"

#include <array>
#include <random>

#include <gtest/gtest.h>

#include "rules/event_texts.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

using Seen = std::vector<std::string>;

Trigger field_text(std::string_view field, TextLiteral::Place place, std::string text) {
    return {TextCondition{{Subject::Part::Field, FieldName::of(field)}, TextLiteral{place, std::move(text)}}};
}

Trigger number(std::string_view field, NumberCondition::Relation relation, double bound) {
    return {NumberCondition{FieldName::of(field), relation, bound}};
}

Trigger exists(std::string_view field) {
    return {ExistsCondition{FieldName::of(field)}};
}

TEST(Explain, ShowsWhatAConditionWantedAndWhatItSaw) {
    Trigger trigger = path_glob("*.txt");
    trigger.label = R"(pattern = "*.txt")";
    EXPECT_EQ(explain(trigger, file_event("/in/a.md")),
              (Explanation{R"(pattern = "*.txt")", false, Seen{"a.md"}}));
    EXPECT_TRUE(explain(trigger, file_event("/in/a.txt")).passed);
}

TEST(Explain, DescribesWhatHasNoLabel) {
    const Event event = file_event("/in/a.md");
    const auto text_of = [&event](const Trigger& trigger) { return explain(trigger, event).condition; };
    EXPECT_EQ(text_of(kinds({EventKind::FileCreated})), R"(type = "file_created")");
    EXPECT_EQ(text_of(kinds({EventKind::FileCreated, EventKind::TimerTick})),
              R"(type = ["file_created", "timer_tick"])");
    EXPECT_EQ(text_of(kinds(kFileKinds)), R"(type = "file")");
    EXPECT_EQ(text_of(path_glob("*.txt")), R"(file name glob "*.txt")");
    EXPECT_EQ(text_of(path_glob("/in/**", Subject::Part::FullPath)), R"(path glob "/in/**")");
    EXPECT_EQ(text_of(path_under("/in")), R"(path = "/in")");
    EXPECT_EQ(text_of(field_text("title", TextLiteral::Place::Anywhere, "new\nmail")),
              R"(title contains "new\nmail")");
    EXPECT_EQ(text_of(exists("colour")), "colour exists");
    EXPECT_EQ(text_of(number("pid", NumberCondition::Relation::Greater, 1000)), "pid greater 1000");
    EXPECT_EQ(text_of(negation(path_under("/in"))), "not");
}

TEST(Explain, ShowsBothPathsOfARename) {
    const Explanation explanation = explain(path_glob("*.txt"), rename_event("/a/old.tmp", "/b/new.txt"));
    EXPECT_TRUE(explanation.passed);
    EXPECT_EQ(explanation.seen, (Seen{"new.txt", "old.tmp"}));
}

TEST(Explain, SaysThatTheEventHasNoSuchThing) {
    const Event tick = make_event(EventKind::TimerTick, "clock", {});
    EXPECT_EQ(explain(path_glob("*"), tick).seen, Seen());
    EXPECT_EQ(explain(path_under("/"), tick).seen, Seen());
    EXPECT_EQ(explain(exists("colour"), tick).seen, Seen());
    EXPECT_EQ(explain(number("tick_count", NumberCondition::Relation::Less, 3), tick).seen, Seen());
    EXPECT_EQ(explain(kinds({EventKind::FileCreated}), tick).seen, Seen{"timer_tick"});
}

TEST(Explain, LooksAtEveryConditionEvenWhenTheVerdictIsClear) {
    const Trigger trigger =
        all_of({kinds({EventKind::FileDeleted}), any_of({path_glob("*.md"), path_glob("*.txt")}),
                negation(path_under("/out"))});
    const Explanation explanation = explain(trigger, file_event("/in/a.md"));
    EXPECT_FALSE(explanation.passed);
    EXPECT_EQ(explanation.seen, std::nullopt);
    ASSERT_EQ(explanation.children.size(), 3U);
    EXPECT_FALSE(explanation.children[0].passed);
    EXPECT_TRUE(explanation.children[1].passed);
    EXPECT_TRUE(explanation.children[1].children.at(0).passed);
    EXPECT_FALSE(explanation.children[1].children.at(1).passed);
    EXPECT_TRUE(explanation.children[2].passed);
    EXPECT_FALSE(explanation.children[2].children.at(0).passed);
}

TEST(Explain, TheKeysOfOneTableAreConditionsOfTheRuleItself) {
    const Event event = file_event("/in/a.md");
    Trigger both = all_of({kinds({EventKind::FileCreated}), path_glob("*.md")});
    EXPECT_EQ(explain_conditions(both, event).size(), 2U);
    both.label = "all";
    EXPECT_EQ(explain_conditions(both, event).size(), 1U);
    EXPECT_EQ(explain_conditions(path_glob("*.md"), event).size(), 1U);
}

class RandomTriggers {
public:
    Trigger trigger(int depth) {
        switch (below(depth > 0 ? 10 : 7)) {
            case 0:
                return kinds(
                    {pick(std::array{EventKind::FileCreated, EventKind::FileDeleted}), EventKind::TimerTick});
            case 1:
                return path_under(pick(std::array{"/in", "/in/deep", "/"}));
            case 2:
            case 3:
                return path_glob(pick(std::array{"*.md", "a*", "*", "b?.txt"}));
            case 4:
                return exists(pick(std::array{"path", "colour", "pid"}));
            case 5:
                return number(
                    "pid",
                    pick(std::array{NumberCondition::Relation::Less, NumberCondition::Relation::Greater}),
                    50);
            case 6:
                return field_text("colour", TextLiteral::Place::Start, pick(std::array{"", "r", "red"}));
            case 7:
                return negation(trigger(depth - 1));
            case 8:
                return any_of(triggers(depth - 1));
            default:
                return all_of(triggers(depth - 1));
        }
    }

    Event event() {
        Event event = file_event(
            pick(std::array{"/in/a.md", "/in/deep/b1.txt", "/x"}),
            pick(std::array{EventKind::FileCreated, EventKind::FileDeleted, EventKind::TimerTick}));
        if (below(2) == 0) {
            event.metadata.set(FieldId::Pid, pick(std::array{"7", "70", "many"}));
        }
        if (below(2) == 0) {
            event.metadata.set("colour", pick(std::array{"red", "blue", ""}));
        }
        return event;
    }

private:
    std::vector<Trigger> triggers(int depth) {
        std::vector<Trigger> triggers;
        for (std::size_t count = below(4); count > 0; --count) {
            triggers.push_back(trigger(depth));
        }
        return triggers;
    }
    template <typename Choices>
    typename Choices::value_type pick(const Choices& choices) {
        return choices[below(choices.size())];
    }
    std::size_t below(std::size_t bound) { return random_() % bound; }

    std::mt19937 random_{3};
};

TEST(Explain, ComesToTheEnginesVerdict) {
    RandomTriggers input;
    std::size_t met = 0;
    for (int round = 0; round < 5'000; ++round) {
        const Trigger trigger = input.trigger(4);
        const Event event = input.event();
        const bool expected = is_met(trigger, EventTexts(event));
        ASSERT_EQ(explain(trigger, event).passed, expected) << "round " << round;
        const std::vector<Explanation> conditions = explain_conditions(trigger, event);
        ASSERT_EQ(std::ranges::all_of(conditions, &Explanation::passed), expected) << "round " << round;
        met += expected ? 1 : 0;
    }
    EXPECT_GT(met, 1'000U);
    EXPECT_LT(met, 4'000U);
}

}  // namespace
}  // namespace wee
