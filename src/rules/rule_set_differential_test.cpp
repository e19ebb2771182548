#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "rules/rule_set.h"
#include "tests/support/triggers.h"

// Holds the rule set, with its index, against every trigger evaluated by itself, word by word as the header
// says.

namespace wee {
namespace {

std::vector<std::string> paths_of(const Event& event) {
    std::vector<std::string> paths;
    if (event.kind == EventKind::TimerTick) {
        return paths;
    }
    for (const FieldId field : {FieldId::Path, FieldId::NewPath, FieldId::OldPath}) {
        if (const std::string* value = event.metadata.find(field)) {
            paths.push_back(*value);
            if (value->starts_with("C:")) {
                std::ranges::replace(paths.back(), '\\', '/');
            }
        }
    }
    return paths;
}

bool naive_is_met(const Trigger& trigger, const Event& event) {
    const std::vector<std::string> paths = paths_of(event);
    if (const auto* kind = std::get_if<KindCondition>(&trigger.condition)) {
        return kind->kinds.contains(event.kind);
    }
    if (const auto* text = std::get_if<TextCondition>(&trigger.condition)) {
        return std::ranges::any_of(paths, [&](const std::string& path) {
            const std::string name = path.substr(path.rfind('/') + 1);
            return std::get<Glob>(text->pattern)
                .matches(text->subject.part == Subject::Part::FileName ? name : path);
        });
    }
    if (const auto* under = std::get_if<PathUnderCondition>(&trigger.condition)) {
        return std::ranges::any_of(paths, [&](const std::string& path) {
            return path == under->path || path.starts_with(under->path + "/");
        });
    }
    const auto& composite = std::get<CompositeCondition>(trigger.condition);
    const auto met = [&](const Trigger& child) { return naive_is_met(child, event); };
    switch (composite.kind) {
        case CompositeKind::All:
            return std::ranges::all_of(composite.children, met);
        case CompositeKind::Any:
            return std::ranges::any_of(composite.children, met);
        default:
            return !met(composite.children[0]);
    }
}

class RandomInput {
public:
    explicit RandomInput(unsigned seed) : random_(seed) {}

    std::vector<Rule> rules(std::size_t count) {
        std::vector<Rule> rules;
        for (std::size_t i = 0; i < count; ++i) {
            rules.push_back({std::to_string(i), below(8) != 0, trigger(3)});
        }
        return rules;
    }

    Event event() {
        constexpr std::array kKinds{EventKind::FileCreated, EventKind::FileModified, EventKind::FileDeleted,
                                    EventKind::TimerTick};
        if (below(4) == 0) {
            return rename_event(path(), path());
        }
        return file_event(path(), kKinds[below(kKinds.size())]);
    }

private:
    Trigger trigger(int depth) {
        switch (below(depth > 0 ? 8 : 4)) {
            case 0:
                return random_kinds();
            case 1:
                return path_under(pick({"/src", "/src/lib", "C:/Temp", "/x"}));
            case 2:
            case 3:
                return random_glob();
            case 4:
                return negation(trigger(depth - 1));
            case 5:
                return any_of(triggers(depth - 1));
            default:
                return all_of(triggers(depth - 1));
        }
    }

    std::vector<Trigger> triggers(int depth) {
        std::vector<Trigger> triggers;
        for (std::size_t count = below(4); count > 0; --count) {
            triggers.push_back(trigger(depth));
        }
        return triggers;
    }

    Trigger random_kinds() {
        EventKindSet set;
        for (const EventKind kind : all_event_kinds()) {
            if (below(3) != 0) {
                set.insert(kind);
            }
        }
        return kinds(set);
    }

    Trigger random_glob() {
        const std::string pattern = pick({"*.txt", "*.TXT", "*.{c,h}", "main.c", "{main.c,Makefile}", "m*",
                                          "*ai*", "*", "**/lib/*.c", "/src/**", "**/main.c", "**/", "[m]*",
                                          "*.tar.gz", "x.*", "**/*.{c,txt}", "C:/**/*.txt", "?*.c", "*."});
        const bool blind = below(3) == 0;
        Result<Glob> glob =
            Glob::parse(pattern, blind ? CaseSensitivity::Insensitive : CaseSensitivity::Sensitive);
        const auto part = below(2) == 0 ? Subject::Part::FileName : Subject::Part::FullPath;
        return {TextCondition{{part, {}}, std::move(glob).value()}};
    }

    std::string path() {
        return pick({"/src/", "/src/lib/", "/", R"(C:\Temp\)", "/x/y/", "/src/lib\\"}) +
               pick({"main.c", "MAIN.C", "a.txt", "b.TXT", "Makefile", "a.tar.gz", "x.", ".c", "\xFF.h",
                     "noext"});
    }

    std::size_t below(std::size_t bound) { return random_() % bound; }

    std::string pick(std::initializer_list<std::string_view> choices) {
        return std::string(choices.begin()[below(choices.size())]);
    }

    std::mt19937 random_;
};

TEST(RuleSetDifferential, AgreesWithEveryTriggerByItself) {
    RandomInput input(1);
    std::size_t matched = 0;
    for (int round = 0; round < 100; ++round) {
        const RuleSet rules(input.rules(50));
        for (int i = 0; i < 50; ++i) {
            const Event event = input.event();
            std::vector<RuleIndex> expected;
            for (RuleIndex rule = 0; rule < rules.size(); ++rule) {
                if (rules.rule(rule).enabled && naive_is_met(rules.rule(rule).trigger, event)) {
                    expected.push_back(rule);
                }
            }
            std::vector<RuleIndex> actual;
            rules.match(event, actual);
            ASSERT_EQ(actual, expected) << "round " << round << ", event " << i;
            matched += actual.size();
        }
    }
    EXPECT_GT(matched, 10'000U);
}

}  // namespace
}  // namespace wee
