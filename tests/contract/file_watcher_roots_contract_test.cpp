#include "tests/contract/file_watcher_contract.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using FileWatcherRoots = FileWatcherContract;
WEE_FILE_WATCHER_SUITE(FileWatcherRoots);

TEST_P(FileWatcherRoots, WarnsOfAPathThatDoesNotExistAndWatchesItWhenItAppears) {
    watch({path_of("not/yet/there")});
    const auto warnings = log_.lines_of("path_missing");
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(warnings[0].message, HasSubstr(path_of("not/yet/there")));
    EXPECT_THAT(warnings[0].message, HasSubstr("as soon as it appears"));
    make_directory("not");
    make_directory("not/yet/there/deep");
    create("not/yet/there/deep/a");
    EXPECT_TRUE(wait_for("created not/yet/there/deep/a"));
    create("not/yet/there/b");
    EXPECT_THAT(reported("not/yet/there/"),
                ElementsAre("created not/yet/there/deep/a", "created not/yet/there/b"));
}

TEST_P(FileWatcherRoots, MissesNothingOfARootThatIsDeletedAndRecreated) {
    make_directory("root");
    write("root/a");
    watch({path_of("root")});
    for (int round = 1; round <= 20; ++round) {
        sink_.clear();
        remove("root");
        make_directory("root/sub");
        create("root/sub/a");
        EXPECT_TRUE(wait_for_existence_of("root/sub/a")) << round;
        create("root/b");
        EXPECT_TRUE(wait_for_existence_of("root/b")) << round;
    }
}

TEST_P(FileWatcherRoots, ReportsWhatWasInARootThatIsRenamedAwayAndWaitsForIt) {
    make_directory("root/sub");
    write("root/sub/a");
    watch({path_of("root")});
    move("root", "away");
    EXPECT_TRUE(wait_for("deleted root/sub/a"));
    EXPECT_TRUE(log_.wait_for("path_vanished"));
    create("away/unseen");
    move("away", "root");
    EXPECT_TRUE(wait_for("created root/sub/a"));
    EXPECT_THAT(reported("root/"),
                UnorderedElementsAre("deleted root/sub/a", "created root/sub/a", "created root/unseen"));
}

TEST_P(FileWatcherRoots, SeesARootGoWithADirectoryAboveIt) {
    make_directory("x/y/root");
    write("x/y/root/a");
    watch({path_of("x/y/root")});
    move("x", "z");
    EXPECT_TRUE(wait_for("deleted x/y/root/a"));
    make_directory("x/y/root");
    create("x/y/root/b");
    EXPECT_TRUE(wait_for("created x/y/root/b"));
}

TEST_P(FileWatcherRoots, WatchesARootThatIsAFileForThatNameOnly) {
    write("log.txt");
    watch({path_of("log.txt")});
    create("other.txt");
    append("log.txt");
    EXPECT_TRUE(wait_for("modified log.txt"));
    remove("log.txt");
    EXPECT_TRUE(wait_for("deleted log.txt"));
    write("log.txt");
    EXPECT_TRUE(wait_for("modified log.txt", 2));
    EXPECT_THAT(described(sink_.events()),
                ElementsAre("modified log.txt", "deleted log.txt", "created log.txt", "modified log.txt"));
}

TEST_P(FileWatcherRoots, WatchesAFileThatAppearsLater) {
    watch({path_of("sub/log.txt")});
    make_directory("sub");
    create("sub/other.txt");
    create("sub/log.txt");
    EXPECT_TRUE(wait_for("created sub/log.txt"));
    append("sub/log.txt");
    EXPECT_TRUE(wait_for("modified sub/log.txt"));
    EXPECT_THAT(described(sink_.events()), ElementsAre("created sub/log.txt", "modified sub/log.txt"));
}

TEST_P(FileWatcherRoots, ReportsOnceWhatLiesInSeveralRoots) {
    make_directory("a/b");
    write("a/b/file");
    std::filesystem::create_directory_symlink(at("a"), at("link"));
    watch({path_of("a/b"), path_of("a"), path_of("a"), path_of("a/b/file"), path_of("link")});
    create("a/b/new");
    append("a/b/file");
    make_directory("a/c");
    create("a/c/new");
    EXPECT_THAT(reported("a/"),
                UnorderedElementsAre("created a/b/new", "modified a/b/file", "created a/c/new"));
    remove("a/b");
    make_directory("a/b");
    create("a/b/again");
    EXPECT_TRUE(wait_for("created a/b/again"));
    create("a/b/last");
    EXPECT_TRUE(wait_for("created a/b/last"));
    const std::vector<std::string> all = described(sink_.events());
    EXPECT_EQ(std::ranges::count(all, "created a/b/again"), 1);
}

TEST_P(FileWatcherRoots, FollowsARootThatIsALinkButNoLinkWithin) {
    make_directory("real");
    std::filesystem::create_directory_symlink(at("real"), at("root"));
    std::filesystem::create_directory_symlink(elsewhere_.path(), at("real/inner"));
    watch({path_of("root")});
    std::ofstream(elsewhere_.path() / "unseen") << "text";
    create("real/a");
    EXPECT_TRUE(wait_for("created root/a"));
    create("root/b");
    EXPECT_TRUE(wait_for("created root/b"));
    EXPECT_THAT(described(sink_.events()), ElementsAre("created root/a", "created root/b"));
}

TEST_P(FileWatcherRoots, SeesThatALinkLeadsElsewhereNow) {
    make_directory("one");
    make_directory("two");
    write("one/a");
    write("two/b");
    std::filesystem::create_directory_symlink(at("one"), at("root"));
    watch({path_of("root")});
    std::filesystem::create_directory_symlink(at("two"), at("next"));
    move("next", "root");
    EXPECT_TRUE(wait_for("created root/b"));
    EXPECT_TRUE(wait_for("deleted root/a"));
}

TEST_P(FileWatcherRoots, ExpandsVariablesHomeAndWildcards) {
    make_directory("home/in");
    make_directory("x1/in");
    make_directory("x2/in");
    environment_.set_home(at("home").string());
    environment_.set("BASE", directory_.text());
    watch({"~/in", "$BASE/x?/in"});
    create("home/in/a");
    create("x1/in/b");
    create("x2/in/c");
    EXPECT_THAT(reported("x1/in/"),
                UnorderedElementsAre("created home/in/a", "created x1/in/b", "created x2/in/c"));
}

TEST_P(FileWatcherRoots, WarnsOfWhatItCannotExpandAndFailsWhenNothingIsLeft) {
    watch({directory_.text(), "$NOT_SET/x", path_of("none-*")});
    const auto warnings = log_.lines_of("path_not_watched");
    ASSERT_EQ(warnings.size(), 2U);
    EXPECT_THAT(warnings[0].message, HasSubstr("NOT_SET"));
    EXPECT_THAT(warnings[1].message, HasSubstr("none-*"));
    EXPECT_THAT(reported(), IsEmpty());

    FileWatcherOptions options;
    options.name = "nothing";
    options.paths = {"$NOT_SET/x"};
    const auto watcher = GetParam().make(options, log_, clock_, environment_);
    const Result<void> started = watcher->start(sink_);
    ASSERT_FALSE(started.ok());
    EXPECT_THAT(started.error().message(), HasSubstr("no path that it could watch"));
}

}  // namespace
}  // namespace wee
