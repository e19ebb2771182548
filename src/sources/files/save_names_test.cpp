#include "sources/files/save_names.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(SaveNames, KnowABackup) {
    EXPECT_TRUE(is_backup_of("a.txt~", "a.txt"));
    EXPECT_TRUE(is_backup_of("a.txt.bak", "a.txt"));
    EXPECT_TRUE(is_backup_of("a.txt.~12~", "a.txt"));
    EXPECT_FALSE(is_backup_of("a.txt.~x~", "a.txt"));
    EXPECT_FALSE(is_backup_of("log.1", "log"));
    EXPECT_FALSE(is_backup_of("a.txt", "a.txt"));
    EXPECT_FALSE(is_backup_of("b.txt~", "a.txt"));
}

TEST(SaveNames, KnowATemporaryFile) {
    NameSet known;
    known.insert("a.txt");
    for (const char* name : {"a.txt.X7fQp2", ".a.txt.tmp", "a.txt~", ".a.txt.swp", "a.txt___jb_tmp___",
                             "x.tmp", "sedX7fQp2", "4913", ".goutputstream-AB12CD"}) {
        EXPECT_TRUE(may_be_temporary(name, known)) << name;
    }
    for (const char* name : {"b.txt", "b.txt.X7fQp2", "b.txt~", "sed.X7fQp", "49130", ".hidden", "~", "."}) {
        EXPECT_FALSE(may_be_temporary(name, known)) << name;
    }
}

}  // namespace
}  // namespace wee
