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
    const RuleSet rules({{"name", true, path_glob("b.txt")},
                         {"simulated", true, path_glob("**/[x]*/?*.t{x,y}t", Subject::Part::FullPath)},
                         {"rest", true, all_of({path_under("/elsewhere"), negation(path_glob("*.{a,b}"))})}});
    const Event events[] = {file_event("/a/yy/c.txt"), file_event(R"(C:\yy\c.txt)"),
                            rename_event("/a/x/ctxt", "/a/x/d")};
    Indexes matches;
    const std::size_t before = allocation_count();
    for (const Event& event : events) {
        rules.match(event, matches);
    }
    EXPECT_EQ(allocation_count(), before);
    EXPECT_TRUE(matches.empty());
}

TEST(RuleSet, HoldsNoRulesAtAll) {
    const RuleSet rules({});
    EXPECT_TRUE(matches_of(rules, file_event("/a")).empty());
    EXPECT_EQ(rules.enabled_count(), 0U);
}

}  // namespace
}  // namespace wee
