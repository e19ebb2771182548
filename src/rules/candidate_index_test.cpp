#include "rules/candidate_index.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/triggers.h"

namespace wee {
namespace {

/// Keeps what it is told.
class Recorder final : public CandidateVisitor {
public:
    void visit(std::span<const Candidate> candidates, bool proven) override {
        for (const Candidate& candidate : candidates) {
            rules.push_back(candidate.rule);
            all_proven = all_proven && proven && candidate.certain.contains(EventKind::FileCreated);
        }
    }

    std::vector<RuleIndex> rules;
    bool all_proven = true;
};

CandidateIndex index_of(const std::vector<Trigger>& triggers) {
    CandidateIndexBuilder builder(triggers.size());
    for (const Trigger& trigger : triggers) {
        builder.count(trigger);
    }
    for (std::size_t i = 0; i < triggers.size(); ++i) {
        builder.insert(static_cast<RuleIndex>(i), triggers[i]);
    }
    return std::move(builder).build();
}

Recorder candidates_of(const CandidateIndex& index, const Event& event) {
    Recorder recorder;
    index.visit_candidates(EventTexts(event), recorder);
    return recorder;
}

Trigger literal(Subject subject, TextLiteral::Place place, std::string text,
                CaseSensitivity sensitivity = CaseSensitivity::Sensitive) {
    return {TextCondition{std::move(subject), TextLiteral{place, std::move(text), sensitivity}}};
}

/// A thousand of them, with a number in each.
template <typename Make>
std::vector<Trigger> thousand(Make make) {
    std::vector<Trigger> triggers;
    for (int i = 1'000; i < 2'000; ++i) {
        triggers.push_back(make(std::to_string(i)));
    }
    return triggers;
}

Event event_with(FieldId field, std::string value) {
    Event event = make_event(EventKind::FileCreated, "source", {});
    event.metadata.set(field, std::move(value));
    return event;
}

void expect_only(RuleIndex rule, const std::vector<Trigger>& triggers, const Event& event) {
    const Recorder found = candidates_of(index_of(triggers), event);
    EXPECT_EQ(found.rules, std::vector<RuleIndex>{rule});
    EXPECT_TRUE(found.all_proven);
}

constexpr Subject::Part kFullPath = Subject::Part::FullPath;

TEST(CandidateIndex, MeetsOnlyTheRuleOfThatNameAndEvaluatesNothing) {
    const Event event = file_event("/srv/data-1007/in/report-1007-x.e1007");
    expect_only(7, thousand([](const auto& n) { return path_glob("*.e" + n); }), event);
    expect_only(7, thousand([](const auto& n) { return path_glob("report-" + n + "-*"); }), event);
    expect_only(7, thousand([](const auto& n) { return path_glob("*-" + n + "-*"); }), event);
    expect_only(7, thousand([](const auto& n) { return path_glob("report-" + n + "-x.e" + n); }), event);
    expect_only(7, thousand([](const auto& n) { return path_glob("*" + n + "-x.e1007"); }), event);
}

TEST(CandidateIndex, MeetsOnlyTheRuleOfThatDirectory) {
    const Event event = file_event("/srv/data-1007/in.txt");
    expect_only(7, thousand([](const auto& n) { return path_glob("**/data-" + n + "/*.txt", kFullPath); }),
                event);
    expect_only(7, thousand([](const auto& n) { return path_glob("**/data-" + n + "/*", kFullPath); }),
                event);
    expect_only(7, thousand([](const auto& n) { return path_glob("**/data-" + n + "/in.txt", kFullPath); }),
                event);
    expect_only(7, thousand([](const auto& n) { return path_glob("/srv/data-" + n + "/*.txt", kFullPath); }),
                event);
    expect_only(7, thousand([](const auto& n) { return path_glob("/srv/data-" + n + "/**", kFullPath); }),
                event);
    expect_only(7, thousand([](const auto& n) { return path_under("/srv/data-" + n); }), event);
}

TEST(CandidateIndex, MeetsOnlyTheRuleOfThatFieldOfAnyKind) {
    const Subject process{Subject::Part::ProcessName, {}};
    expect_only(7, thousand([&](const auto& n) {
                    return literal(process, TextLiteral::Place::Whole, "app" + n + ".exe");
                }),
                event_with(FieldId::ProcessName, "app1007.exe"));
    const Subject title{Subject::Part::Field, FieldName::of("title")};
    expect_only(7, thousand([&](const auto& n) {
                    return literal(title, TextLiteral::Place::Anywhere, "page " + n,
                                   CaseSensitivity::Insensitive);
                }),
                event_with(FieldId::Title, "Editor - PAGE 1007 of 3"));
    expect_only(
        7, thousand([](const auto& n) { return Trigger{ExistsCondition{FieldName::of("field" + n)}}; }), [] {
            Event event = make_event(EventKind::FileCreated, "source", {});
            event.metadata.set("field1007", "");
            return event;
        }());
}

TEST(CandidateIndex, VisitsOnceWhatATextHoldsOften) {
    std::vector<Trigger> triggers = thousand([](const auto& n) { return path_glob("*" + n + "*"); });
    const CandidateIndex index = index_of(triggers);
    EXPECT_EQ(candidates_of(index, file_event("/1007-1007-1007-1007")).rules, std::vector<RuleIndex>{7});

    std::string all;  // more than what is remembered without an allocation
    for (int i = 1'000; i < 1'100; ++i) {
        all += std::to_string(i) + "-";
    }
    EXPECT_EQ(candidates_of(index, file_event("/" + all + all)).rules.size(), 100U);
}

TEST(CandidateIndex, FilesARegularExpressionUnderATextThatItNeeds) {
    const Subject title{Subject::Part::Field, FieldName::of("title")};
    const CandidateIndex index = index_of(thousand([&](const auto& n) {
        return Trigger{TextCondition{title, Regex::parse("^Page " + n + ".*[0-9]$").value()}};
    }));
    EXPECT_EQ(candidates_of(index, event_with(FieldId::Title, "Page 1007 of 3")).rules,
              std::vector<RuleIndex>{7});
}

TEST(CandidateIndex, FilesARuleUnderItsRarestKey) {
    const std::vector<Trigger> triggers = thousand([](const auto& n) {
        return all_of({path_glob("*.txt"), path_under("/srv"), path_glob("*" + n + "*"),
                       kinds({EventKind::FileCreated, EventKind::FileDeleted})});
    });
    const CandidateIndex index = index_of(triggers);
    EXPECT_EQ(candidates_of(index, file_event("/srv/a-1007.txt")).rules, std::vector<RuleIndex>{7});
    EXPECT_TRUE(candidates_of(index, file_event("/srv/a.txt")).rules.empty());
}

TEST(CandidateIndex, LooksForOneOfManyNames) {
    std::vector<Trigger> names = thousand([](const auto& n) { return path_glob("n" + n); });
    const CandidateIndex index = index_of({any_of(std::move(names)), path_glob("other")});
    EXPECT_EQ(candidates_of(index, file_event("/n1500")).rules, std::vector<RuleIndex>{0});
    EXPECT_TRUE(candidates_of(index, file_event("/n15")).rules.empty());
}

TEST(CandidateIndex, HasNoKeyForANegationButItsKinds) {
    const CandidateIndex index =
        index_of({all_of({kinds({EventKind::FileDeleted}), negation(path_glob("*.txt"))})});
    EXPECT_TRUE(candidates_of(index, file_event("/a", EventKind::FileCreated)).rules.empty());
    EXPECT_EQ(candidates_of(index, file_event("/a", EventKind::FileDeleted)).rules,
              std::vector<RuleIndex>{0});
}

TEST(CandidateIndex, DoesNotTrustTheNameOfAPathThatEndsInASeparator) {
    const CandidateIndex index = index_of({path_glob("**/a.txt", kFullPath)});
    EXPECT_TRUE(candidates_of(index, file_event("/x/a.txt")).all_proven);
    EXPECT_FALSE(candidates_of(index, file_event("/x/a.txt/")).all_proven);
}

}  // namespace
}  // namespace wee
