#include "sources/files/ignore_list.h"

#include <gtest/gtest.h>

#include "sources/files/file_filter.h"

namespace wee {
namespace {

using enum IgnoreList::Target;

TEST(IgnoreList, StandardLeavesOutWhatEditorsAndVersionControlMake) {
    const IgnoreList& list = IgnoreList::standard();
    for (const char* name : {"a.txt~", ".a.txt.swp", ".swo", "#a.txt#", ".#a.txt", ".a.txt.kate-swp",
                             ".~lock.a.odt#", "~$a.docx", "lu123ab.tmp", ".goutputstream-X1", "a___jb_tmp___",
                             ".nfs000a", ".DS_Store", "Thumbs.db"}) {
        EXPECT_TRUE(list.names(Files, name)) << name;
    }
    for (const char* name : {".git", ".hg", ".svn", ".bzr"}) {
        EXPECT_TRUE(list.names(Directories, name)) << name;
        EXPECT_FALSE(list.names(Files, name)) << name;
    }
}

TEST(IgnoreList, StandardKeepsWhatAUserMayWant) {
    const IgnoreList& list = IgnoreList::standard();
    for (const char* name : {"a.txt", "film.part", "film.crdownload", "a.bak", "4913", "sediment1",
                             ".gitignore", "a.tmp", "lunch.tmp", "#1", ".swift", "a.sw", ""}) {
        EXPECT_FALSE(list.names(Files, name)) << name;
    }
    EXPECT_FALSE(list.names(Directories, "a~"));
}

TEST(IgnoreList, TakesPathsWhereAPatternHasASlash) {
    IgnoreList list;
    EXPECT_FALSE(list.has_paths(Files));
    list.add(Glob::parse("**/build/*.o").value(), Files);
    list.add(Glob::parse("B*").value(), Files);
    EXPECT_TRUE(list.has_paths(Files));
    EXPECT_TRUE(list.has_path(Files, "/x/build/a.o"));
    EXPECT_FALSE(list.has_path(Files, "/x/a.o"));
    EXPECT_TRUE(list.names(Files, "Bus"));
    EXPECT_FALSE(list.names(Files, "bus"));
}

TEST(FileFilter, NeverIgnoresARootThatIsAFile) {
    DirectoryTree tree;
    const DirectoryId whole = tree.add_root("/w", 1);
    const DirectoryId part = tree.add_root("/p", 2);
    tree.watch_only(part, "a~");
    const FileFilter filter(std::nullopt, IgnoreList::standard());
    EXPECT_FALSE(filter.passes(tree, whole, "a~"));
    EXPECT_TRUE(filter.passes(tree, part, "a~"));
    EXPECT_FALSE(filter.enters(tree, whole, ".git"));
    EXPECT_TRUE(filter.enters(tree, whole, "git"));
}

}  // namespace
}  // namespace wee
