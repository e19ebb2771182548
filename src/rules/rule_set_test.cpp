#include "rules/rule_set.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/allocation_count.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

std::vector<RuleIndex> matches_of(const RuleSet& rules, const Event& event) {
    std::vector<RuleIndex> matches;
    rules.match(event, matches);
    return matches;
}

using Indexes = std::vector<RuleIndex>;

TEST(RuleSet, ReportsMatchesInTheOrderOfTheConfiguration) {
    const RuleSet rules({{"under", true, path_under("/a")},
                         {"name", true, path_glob("b.txt")},
                         {"other name", true, path_glob("c.txt")},
                         {"extension", true, path_glob("*.{md,txt}")},
                         {"kind", true, kinds({EventKind::FileCreated})},
                         {"set", true, path_glob("[bc].t*")}});
    EXPECT_EQ(matches_of(rules, file_event("/a/b.txt")), (Indexes{0, 1, 3, 4, 5}));
    EXPECT_EQ(matches_of(rules, file_event("/x/n.md", EventKind::FileModified)), (Indexes{3}));
    EXPECT_EQ(matches_of(rules, file_event("/x/n", EventKind::FileModified)), (Indexes{}));
}

TEST(RuleSet, LeavesDisabledRulesOutAndKeepsTheOthersNumbers) {
    const RuleSet rules({{"off", false, path_glob("*.txt")}, {"on", true, path_glob("*.txt")}});
    EXPECT_EQ(matches_of(rules, file_event("/b.txt")), (Indexes{1}));
    EXPECT_EQ(rules.size(), 2U);
    EXPECT_EQ(rules.enabled_count(), 1U);
    EXPECT_EQ(rules.rule(1).name, "on");
}

TEST(RuleSet, AppendsToWhatIsThere) {
    const RuleSet rules({{"all", true, path_glob("*")}});
    Indexes matches{7};
    rules.match(file_event("/b.txt"), matches);
    EXPECT_EQ(matches, (Indexes{7, 0}));
}

TEST(RuleSet, ReportsARuleOnceThoughBothPathsOfARenameAreFiled) {
    const RuleSet rules({{"both", true, path_glob("*.{tmp,txt}")}, {"old", true, path_glob("a.tmp")}});
    EXPECT_EQ(matches_of(rules, rename_event("/a.tmp", "/b.txt")), (Indexes{0, 1}));
    EXPECT_EQ(matches_of(rules, rename_event("/a.tmp", "/b.tmp")), (Indexes{0, 1}));
}

TEST(RuleSet, MindsCaseWhereThePatternDoes) {
    const Glob blind = Glob::parse("*.TXT", CaseSensitivity::Insensitive).value();
    const RuleSet rules({{"blind", true, {TextCondition{{Subject::Part::FileName, {}}, blind}}},
                         {"upper", true, path_glob("*.TXT")},
                         {"lower", true, path_glob("*.txt")}});
    EXPECT_EQ(matches_of(rules, file_event("/a.txt")), (Indexes{0, 2}));
    EXPECT_EQ(matches_of(rules, file_event("/a.TXT")), (Indexes{0, 1}));
}

TEST(RuleSet, AllocatesNothingWhenNothingMatches) {
    const Subject title{Subject::Part::Field, FieldName::of("title")};
    const auto blind = CaseSensitivity::Insensitive;
    const RuleSet rules(
        {{"name", true, path_glob("b.txt")},
         {"contained", true, path_glob("*yy-long-text*", Subject::Part::FullPath)},
         {"directory", true, path_glob("**/yy/*.d", Subject::Part::FullPath)},
         {"blind", true, {PathUnderCondition{"/a/XX", blind}}},
         {"title", true, {TextCondition{title, TextLiteral{TextLiteral::Place::Anywhere, "mail", blind}}}},
         {"number", true, {NumberCondition{FieldName::of("pid"), NumberCondition::Relation::Greater, 9}}},
         {"simulated", true, path_glob("**/[x]*/?*.t{x,y}t", Subject::Part::FullPath)},
         {"rest", true, all_of({path_under("/elsewhere"), negation(path_glob("*.{a,b}"))})}});
    Event window = make_event(EventKind::WindowFocused, "windows", {});
    window.metadata.set(FieldId::Title, std::string(2'000, 'M') + "AI")
        .set(FieldId::Pid, "7")
        .set("own", "x");
    const Event events[] = {window, file_event("/a/yy/c.txt"), file_event("/" + std::string(3'000, 'Y')),
                            file_event(R"(C:\yy\c.txt)"), rename_event("/a/x/ctxt", "/a/x/d")};
    Indexes matches;
    const std::size_t before = allocation_count();
    for (const Event& event : events) {
        rules.match(event, matches);
    }
    EXPECT_EQ(allocation_count(), before);
    EXPECT_TRUE(matches.empty());
}

#ifdef NDEBUG
constexpr std::size_t kMany = 1'000'000;
#else
constexpr std::size_t kMany = 50'000;  // sanitizers take long
#endif

TEST(RuleSet, HoldsAMillionRules) {
    const Subject process{Subject::Part::ProcessName, {}};
    std::vector<Rule> many(kMany);
    for (std::size_t i = 0; i < kMany; ++i) {
        many[i].trigger = {
            TextCondition{process, TextLiteral{TextLiteral::Place::Whole, "p" + std::to_string(i)}}};
    }
    const RuleSet rules(std::move(many));
    Event event = make_event(EventKind::ProcessStarted, "processes", {});
    event.metadata.set(FieldId::ProcessName, "p" + std::to_string(kMany - 1));
    EXPECT_EQ(matches_of(rules, event), (Indexes{kMany - 1}));
    event.metadata.set(FieldId::ProcessName, "p" + std::to_string(kMany));
    EXPECT_EQ(matches_of(rules, event), (Indexes{}));
}

TEST(RuleSet, TakesTriggersNestedHundredsDeep) {
    Trigger deep = path_glob("*.txt");
    for (int depth = 0; depth < 500; ++depth) {
        std::vector<Trigger> children;
        children.push_back(kinds({depth % 2 == 0 ? EventKind::FileCreated : EventKind::FileDeleted}));
        children.push_back(std::move(deep));
        deep = depth % 2 == 0 ? all_of(std::move(children)) : any_of(std::move(children));
    }
    std::vector<Rule> one(1);
    one[0].trigger = std::move(deep);
    const RuleSet rules(std::move(one));
    EXPECT_EQ(matches_of(rules, file_event("/a.txt")), (Indexes{0}));
    EXPECT_EQ(matches_of(rules, file_event("/a.md")), (Indexes{}));
    EXPECT_EQ(matches_of(rules, file_event("/a.txt", EventKind::FileModified)), (Indexes{}));
}

TEST(RuleSet, HoldsNoRulesAtAll) {
    const RuleSet rules({});
    EXPECT_TRUE(matches_of(rules, file_event("/a")).empty());
    EXPECT_EQ(rules.enabled_count(), 0U);
}

}  // namespace
}  // namespace wee
