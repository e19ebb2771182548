#include "rules/trigger.h"

#include <gtest/gtest.h>

#include "rules/event_texts.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

bool meets(const Trigger& trigger, const Event& event) {
    return is_met(trigger, EventTexts(event));
}

TEST(Trigger, HoldsAFileNameGlobAgainstTheLastSegment) {
    const Trigger trigger = path_glob("*.txt");
    EXPECT_TRUE(meets(trigger, file_event("/a/b.txt")));
    EXPECT_TRUE(meets(trigger, file_event("/a/.txt")));
    EXPECT_FALSE(meets(trigger, file_event("/a.txt/b")));
}

TEST(Trigger, HoldsAPathGlobAgainstTheWholePath) {
    const Trigger trigger = path_glob("/a/**/*.txt", Subject::Part::FullPath);
    EXPECT_TRUE(meets(trigger, file_event("/a/b.txt")));
    EXPECT_TRUE(meets(trigger, file_event("/a/x/y/b.txt")));
    EXPECT_FALSE(meets(trigger, file_event("/b/a/b.txt")));
}

TEST(Trigger, LooksAtBothPathsOfARename) {
    const Event event = rename_event("/in/draft.tmp", "/out/final.txt");
    EXPECT_TRUE(meets(path_glob("*.txt"), event));
    EXPECT_TRUE(meets(path_glob("*.tmp"), event));
    EXPECT_TRUE(meets(path_under("/in"), event));
    EXPECT_TRUE(meets(path_under("/out"), event));
    EXPECT_FALSE(meets(path_glob("*.jpg"), event));
    EXPECT_FALSE(meets(negation(path_glob("*.tmp")), event));
}

TEST(Trigger, TakesADirectoryItselfAndAllBelowIt) {
    const Trigger trigger = path_under("/srv/data");
    EXPECT_TRUE(meets(trigger, file_event("/srv/data")));
    EXPECT_TRUE(meets(trigger, file_event("/srv/data/a/b")));
    EXPECT_FALSE(meets(trigger, file_event("/srv/database")));
    EXPECT_FALSE(meets(trigger, file_event("/srv")));
    EXPECT_TRUE(meets(path_under("/"), file_event("/x")));
}

TEST(Trigger, SeesBothSeparatorsOfAWindowsPath) {
    const Event event = file_event(R"(C:\Users\ann\Report.txt)");
    EXPECT_TRUE(meets(path_glob("Report.*"), event));
    EXPECT_TRUE(meets(path_glob("C:/Users/**/*.txt", Subject::Part::FullPath), event));
    EXPECT_TRUE(meets(path_under(R"(C:\Users)"), event));
    EXPECT_TRUE(meets(path_under("C:/Users"), event));
    EXPECT_TRUE(meets(path_under(R"(C:\)"), event));
    EXPECT_FALSE(meets(path_under(R"(C:\Use)"), event));
    EXPECT_TRUE(meets(path_under(R"(\\host\share)"), file_event(R"(\\host\share\a.txt)")));
}

TEST(Trigger, KeepsTheBackslashOfAFileNameElsewhere) {
    EXPECT_TRUE(meets(path_glob(R"(a\\b.txt)"), file_event(R"(/tmp/a\b.txt)")));
    EXPECT_FALSE(meets(path_under("/tmp/a"), file_event(R"(/tmp/a\b.txt)")));
}

TEST(Trigger, MatchesTheBytesOfANameThatIsNotUtf8) {
    EXPECT_TRUE(meets(path_glob("caf?.txt"), file_event("/x/caf\xE9.txt")));
    EXPECT_TRUE(meets(path_glob("*.txt"), file_event("/x/caf\xE9.txt")));
    EXPECT_TRUE(meets(path_under("/x\xFF"), file_event("/x\xFF/a")));
}

TEST(Trigger, HasNoPathToMatchInOtherEvents) {
    Event tick = make_event(EventKind::TimerTick, "timer", {});
    tick.metadata.set(FieldId::Path, "/a.txt");
    EXPECT_FALSE(meets(path_glob("*"), tick));
    EXPECT_FALSE(meets(path_under("/"), tick));
    EXPECT_TRUE(meets(negation(path_glob("*")), tick));
    EXPECT_FALSE(meets(path_glob("*"), make_event(EventKind::FileCreated, "files", {})));
}

TEST(Trigger, CombinesConditions) {
    const Event event = file_event("/a.txt");
    EXPECT_TRUE(meets(all_of({path_glob("*.txt"), kinds({EventKind::FileCreated})}), event));
    EXPECT_FALSE(meets(all_of({path_glob("*.txt"), kinds({EventKind::FileDeleted})}), event));
    EXPECT_TRUE(meets(any_of({path_glob("*.md"), path_glob("a*")}), event));
    EXPECT_FALSE(meets(any_of({path_glob("*.md"), path_glob("b*")}), event));
    EXPECT_FALSE(meets(negation(any_of({path_glob("*.txt")})), event));
    EXPECT_TRUE(meets(all_of({}), event));
    EXPECT_FALSE(meets(any_of({}), event));
}

TEST(Trigger, KnowsTheKindsThatCouldMeetIt) {
    const EventKindSet created{EventKind::FileCreated};
    const Trigger is_created = kinds(created);
    EXPECT_EQ(possible_kinds(is_created), created);
    EXPECT_EQ(possible_kinds(path_glob("*")), kFileKinds);
    EXPECT_EQ(possible_kinds(path_under("/")), kFileKinds);
    EXPECT_EQ(possible_kinds(all_of({is_created, path_glob("*")})), created);
    EXPECT_EQ(possible_kinds(any_of({is_created, path_glob("*")})), kFileKinds);
    EXPECT_EQ(possible_kinds(all_of({})), EventKindSet::all());
    EXPECT_TRUE(possible_kinds(any_of({})).empty());
    EXPECT_TRUE(possible_kinds(all_of({is_created, kinds({EventKind::TimerTick})})).empty());
    EXPECT_FALSE(possible_kinds(negation(is_created)).contains(EventKind::FileCreated));
    EXPECT_TRUE(possible_kinds(negation(is_created)).contains(EventKind::FileDeleted));
    EXPECT_EQ(possible_kinds(negation(path_glob("*"))), EventKindSet::all());
    EXPECT_EQ(possible_kinds(negation(negation(all_of({is_created, path_glob("*")})))), created);
}

}  // namespace
}  // namespace wee
