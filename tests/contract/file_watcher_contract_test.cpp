#include "tests/contract/file_watcher_contract.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using FileWatcher = FileWatcherContract;
WEE_FILE_WATCHER_SUITE(FileWatcher);

TEST_P(FileWatcher, ReportsAnEmptyFileAsCreatedOnly) {
    watch();
    create("new.txt");
    EXPECT_THAT(reported(), ElementsAre("created new.txt"));
}

TEST_P(FileWatcher, ReportsAFileThatIsWrittenAsCreatedAndOnceModified) {
    watch();
    write("new.txt");
    EXPECT_TRUE(wait_for("modified new.txt"));
    EXPECT_THAT(reported(), ElementsAre("created new.txt", "modified new.txt"));
}

TEST_P(FileWatcher, ReportsEachChangeOfAFileThatItsWriterClosed) {
    WEE_NEEDS_EVERY_STEP("several changes are one");
    write("old.txt");
    watch();
    append("old.txt");
    append("old.txt");
    EXPECT_THAT(reported(), ElementsAre("modified old.txt", "modified old.txt"));
}

TEST_P(FileWatcher, ReportsALogThatStaysOpen) {
    watch();
    std::ofstream file(at("log.txt"));
    file << "line" << std::flush;
    EXPECT_TRUE(wait_for("modified log.txt"));
    file << "line" << std::flush;
    EXPECT_TRUE(wait_for("modified log.txt", 2));
}

TEST_P(FileWatcher, DoesNotReportReadingOrPermissions) {
    write("old.txt");
    watch();
    std::string text;
    std::ifstream(at("old.txt")) >> text;
    std::filesystem::permissions(at("old.txt"), std::filesystem::perms::owner_read);
    EXPECT_THAT(reported(), IsEmpty());
}

TEST_P(FileWatcher, ReportsDeletedFiles) {
    write("old.txt");
    watch();
    remove("old.txt");
    EXPECT_THAT(reported(), ElementsAre("deleted old.txt"));
}

TEST_P(FileWatcher, DoesNotReportFilesThatWereThereBefore) {
    write("a.txt");
    make_directory("sub/deep");
    write("sub/deep/b.txt");
    watch();
    EXPECT_THAT(reported(), IsEmpty());
}

TEST_P(FileWatcher, ReportsARenameWithBothPaths) {
    write("a.txt");
    make_directory("sub");
    watch();
    move("a.txt", "b.txt");
    EXPECT_TRUE(wait_for("renamed a.txt -> b.txt"));
    move("b.txt", "sub/c.txt");
    EXPECT_THAT(reported(), ElementsAre("renamed a.txt -> b.txt", "renamed b.txt -> sub/c.txt"));
}

TEST_P(FileWatcher, ReportsARenameFromOneRootToAnother) {
    make_directory("one");
    make_directory("two");
    write("one/a.txt");
    watch({path_of("one"), path_of("two")});
    move("one/a.txt", "two/b.txt");
    EXPECT_THAT(reported("one/"), ElementsAre("renamed one/a.txt -> two/b.txt"));
}

TEST_P(FileWatcher, ReportsAFileMovedOutAsDeletedAndMovedInAsCreated) {
    write("a.txt");
    watch();
    std::filesystem::rename(at("a.txt"), elsewhere_.path() / "a.txt");
    EXPECT_TRUE(wait_for("deleted a.txt"));
    std::filesystem::rename(elsewhere_.path() / "a.txt", at("a.txt"));
    EXPECT_THAT(reported(), ElementsAre("deleted a.txt", "created a.txt"));
}

TEST_P(FileWatcher, ReportsAFileMovedInOverAKnownOneAsItsModification) {
    write("a.txt");
    std::ofstream(elsewhere_.path() / "new.txt") << "new text";
    watch();
    std::filesystem::rename(elsewhere_.path() / "new.txt", at("a.txt"));
    EXPECT_THAT(reported(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcher, ReportsAFileThatReplacesOneMovedOutAsItsModification) {
    write("a.txt");
    watch();
    std::filesystem::rename(at("a.txt"), elsewhere_.path() / "a.txt");
    create("a.txt");
    EXPECT_THAT(reported(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcher, ReportsAnAtomicSaveAsAModificationOfTheRealFile) {
    write("foo.txt");
    watch({}, "*.txt");
    write("foo.tmp");
    move("foo.tmp", "foo.txt");
    EXPECT_THAT(reported(), ElementsAre("modified foo.txt"));
}

TEST_P(FileWatcher, ReportsARenameIntoAndOutOfThePattern) {
    write("a.tmp");
    write("b.txt");
    watch({}, "*.txt");
    move("a.tmp", "a.txt");
    move("b.txt", "b.tmp");
    EXPECT_THAT(reported(), ElementsAre("created a.txt", "deleted b.txt"));
}

TEST_P(FileWatcher, ReportsOnlyWhatThePatternNames) {
    make_directory("in");
    watch({}, "**/{in/*,last-*}");
    write("a.txt");
    create("in/b.txt");
    EXPECT_THAT(reported(), ElementsAre("created in/b.txt"));
}

TEST_P(FileWatcher, StaysInItsDirectoryWhenItIsNotRecursive) {
    make_directory("sub");
    watch({}, {}, Recursion::ThisDirectoryOnly);
    create("sub/a.txt");
    make_directory("sub2");
    create("sub2/b.txt");
    create("c.txt");
    EXPECT_THAT(reported(), ElementsAre("created c.txt"));
}

TEST_P(FileWatcher, SeesWhatIsInADirectoryAsSoonAsItIsMade) {
    watch();
    make_directory("a/b/c");
    create("a/b/c/file");
    EXPECT_TRUE(wait_for("created a/b/c/file"));
    create("a/b/late");
    EXPECT_THAT(reported(), ElementsAre("created a/b/c/file", "created a/b/late"));
}

TEST_P(FileWatcher, ReportsTheFilesOfADirectoryThatIsMovedInAndOut) {
    watch();
    std::filesystem::create_directories(elsewhere_.path() / "d/deep");
    std::ofstream(elsewhere_.path() / "d/a") << "text";
    std::ofstream(elsewhere_.path() / "d/deep/b") << "text";
    std::filesystem::rename(elsewhere_.path() / "d", at("d"));
    EXPECT_THAT(reported(), UnorderedElementsAre("created d/a", "created d/deep/b"));
    sink_.clear();
    std::filesystem::rename(at("d"), elsewhere_.path() / "d");
    EXPECT_TRUE(wait_for("deleted d/deep/b"));
    std::ofstream(elsewhere_.path() / "d/unseen") << "text";
    EXPECT_THAT(reported(), UnorderedElementsAre("deleted d/a", "deleted d/deep/b"));
}

TEST_P(FileWatcher, RenamesTheFilesOfARenamedDirectory) {
    make_directory("old/deep");
    write("old/a");
    write("old/deep/b");
    watch();
    move("old", "new");
    create("new/deep/c");
    EXPECT_THAT(reported(), UnorderedElementsAre("renamed old/a -> new/a", "renamed old/deep/b -> new/deep/b",
                                                 "created new/deep/c"));
}

TEST_P(FileWatcher, FollowsADirectoryThatIsRenamedAtOnceAndReplaced) {
    watch();
    for (int round = 0; round < 50; ++round) {
        const std::string name = std::to_string(round);
        make_directory("a");
        move("a", name);
        make_directory("a");
        create("a/" + name);
        move("a", name + "-second");
        create(name + "/x");
        create(name + "-second/y");
    }
    for (int round = 0; round < 50; ++round) {
        EXPECT_TRUE(wait_for("created " + std::to_string(round) + "/x")) << round;
        EXPECT_TRUE(wait_for("created " + std::to_string(round) + "-second/y")) << round;
    }
}

TEST_P(FileWatcher, ReportsTheFilesOfADeletedDirectory) {
    make_directory("d/deep");
    write("d/a");
    write("d/deep/b");
    watch();
    remove("d");
    EXPECT_THAT(reported(), UnorderedElementsAre("deleted d/a", "deleted d/deep/b"));
    make_directory("d/deep");
    create("d/deep/b");
    EXPECT_TRUE(wait_for("created d/deep/b"));
}

TEST_P(FileWatcher, KeepsAnyBytesOfAName) {
    watch();
    for (const std::string& name :
         {std::string("new\nline"), std::string("bad\xff\xfe utf8"), std::string(255, 'x')}) {
        create(name);
        EXPECT_TRUE(wait_for("created " + name));
        EXPECT_THAT(reported(), ElementsAre("created " + name));
        const EventBatch events = sink_.events();
        const std::string* path = events.front().metadata.find(FieldId::Path);
        ASSERT_NE(path, nullptr);
        EXPECT_EQ(*path, directory_.text() + "/" + name);
        sink_.clear();
    }
}

}  // namespace
}  // namespace wee
