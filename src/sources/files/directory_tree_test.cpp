#include "sources/files/directory_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(DirectoryTree, PutsPathsTogether) {
    DirectoryTree tree;
    const DirectoryId root = tree.add_root("/data", 1);
    const DirectoryId child = tree.add_child(root, "a", 2);
    EXPECT_EQ(tree.path(root), "/data");
    EXPECT_EQ(tree.path(child), "/data/a");
    EXPECT_EQ(tree.path_of(child, "file"), "/data/a/file");
    const DirectoryId top = tree.add_root("/", 3);
    EXPECT_EQ(tree.path_of(top, "file"), "/file");
    EXPECT_EQ(tree.path(tree.add_child(top, "etc", 4)), "/etc");
}

TEST(DirectoryTree, MovesADirectoryWithAllBelowIt) {
    DirectoryTree tree;
    const DirectoryId root = tree.add_root("/data", 1);
    const DirectoryId a = tree.add_child(root, "a", 2);
    const DirectoryId deep = tree.add_child(a, "deep", 3);
    const DirectoryId b = tree.add_child(root, "b", 4);
    tree.move(a, b, "c");
    EXPECT_EQ(tree.path(deep), "/data/b/c/deep");
    EXPECT_FALSE(tree.child(root, "a").has_value());
    EXPECT_EQ(tree.child(b, "c"), a);
}

TEST(DirectoryTree, ForgetsARemovedDirectoryForGood) {
    DirectoryTree tree;
    const DirectoryId root = tree.add_root("/data", 1);
    const DirectoryId a = tree.add_child(root, "a", 2);
    const DirectoryId deep = tree.add_child(a, "deep", 3);
    tree.files(deep).insert("file");
    tree.remove(a);
    EXPECT_FALSE(tree.contains(a));
    EXPECT_FALSE(tree.contains(deep));
    EXPECT_FALSE(tree.find_watch(3).has_value());
    const DirectoryId again = tree.add_child(root, "a", 5);
    EXPECT_FALSE(tree.contains(deep));
    EXPECT_FALSE(tree.contains(a));
    EXPECT_TRUE(tree.files(again).empty());
    EXPECT_EQ(tree.find_watch(5), again);
    EXPECT_THAT(tree.roots(), testing::ElementsAre(root));
}

TEST(DirectoryTree, WatchesAllFilesOrTheNamedOnes) {
    DirectoryTree tree;
    const DirectoryId root = tree.add_root("/data", 1);
    EXPECT_TRUE(tree.watches(root, "any"));
    tree.watch_only(root, "log");
    EXPECT_TRUE(tree.watches(root, "log"));
    EXPECT_FALSE(tree.watches(root, "any"));
    tree.watch_all(root);
    EXPECT_TRUE(tree.watches(root, "any"));
}

}  // namespace
}  // namespace wee
