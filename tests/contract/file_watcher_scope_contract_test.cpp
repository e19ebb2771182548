#include "tests/contract/file_watcher_contract.h"

// How far a file watcher goes: `max_depth` and `follow_symlinks`.

namespace wee {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

using FileWatcherScope = FileWatcherContract;
WEE_FILE_WATCHER_SUITE(FileWatcherScope);

TEST_P(FileWatcherScope, GoesNoDeeperThanItIsTold) {
    max_depth_ = 1;
    make_directory("a/b");
    watch();
    make_directory("c/d");
    create("a/b/deep");
    create("c/d/deep");
    create("a/in");
    EXPECT_TRUE(wait_for("created a/in"));
    create("c/in");
    EXPECT_THAT(reported(), ElementsAre("created a/in", "created c/in"));
}

TEST_P(FileWatcherScope, WatchesARootAloneAtDepthZero) {
    max_depth_ = 0;
    make_directory("a");
    watch();
    create("a/deep");
    create("in");
    EXPECT_THAT(reported(), ElementsAre("created in"));
}

TEST_P(FileWatcherScope, CountsTheDepthFromTheNearestRoot) {
    max_depth_ = 1;
    make_directory("a/b/c");
    watch({directory_.text(), path_of("a/b")});
    create("a/b/in");
    EXPECT_TRUE(wait_for("created a/b/in"));
    create("a/b/c/in");
    EXPECT_TRUE(wait_for("created a/b/c/in"));
}

TEST_P(FileWatcherScope, SeesADirectoryComeUpAndGoDown) {
    max_depth_ = 1;
    make_directory("a/deep");
    make_directory("b/sub");
    write("a/deep/file");
    write("b/file");
    watch();
    move("a/deep", "deep");
    EXPECT_TRUE(wait_for("created deep/file"));
    move("b", "a/b");
    EXPECT_TRUE(wait_for("deleted b/file"));
    create("deep/new");
    EXPECT_TRUE(wait_for("created deep/new"));
}

TEST_P(FileWatcherScope, FollowsLinksWhereItIsTold) {
    links_ = SymbolicLinks::AreFollowed;
    std::filesystem::create_directories(elsewhere_.path() / "deep");
    std::filesystem::create_directory_symlink(elsewhere_.path(), at("link"));
    watch();
    std::ofstream(elsewhere_.path() / "deep/new");
    EXPECT_TRUE(wait_for("created link/deep/new"));
    std::filesystem::create_directory_symlink(elsewhere_.path() / "deep", at("later"));
    std::ofstream(elsewhere_.path() / "deep/second");
    EXPECT_TRUE(wait_for("created link/deep/second"));
    std::ofstream(elsewhere_.path() / "top");
    EXPECT_TRUE(wait_for("created link/top"));
    std::filesystem::remove(at("link"));
    EXPECT_TRUE(wait_for("deleted link/top"));
}

TEST_P(FileWatcherScope, EndsAtACycleAndReportsNothingTwice) {
    links_ = SymbolicLinks::AreFollowed;
    make_directory("a/b");
    make_directory("z");
    std::filesystem::create_directory_symlink(at("a"), at("a/b/up"));
    std::filesystem::create_directory_symlink(directory_.path(), at("a/top"));
    std::filesystem::create_directory_symlink(at("z"), at("a/another"));
    std::filesystem::create_directory_symlink(at("self"), at("self"));
    watch();
    create("a/b/new");
    create("z/new");
    EXPECT_THAT(reported(), UnorderedElementsAre("created a/b/new", "created z/new"));
}

TEST_P(FileWatcherScope, FollowsALinkThatIsMadeLater) {
    links_ = SymbolicLinks::AreFollowed;
    std::ofstream(elsewhere_.path() / "old") << "text";
    watch();
    std::filesystem::create_directory_symlink(elsewhere_.path(), at("link"));
    EXPECT_TRUE(wait_for("created link/old"));
    std::ofstream(elsewhere_.path() / "new");
    EXPECT_TRUE(wait_for("created link/new"));
}

}  // namespace
}  // namespace wee
