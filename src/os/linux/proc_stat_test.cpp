#include "os/linux/proc_stat.h"

#include <unistd.h>

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(ProcStat, IsReadWhateverTheNameHolds) {
    const auto stat = parse_proc_stat(
        "7 (a) (b\n c) S 1 5 6 0 -1 4194560 0 0 0 0 1 2 0 0 20 0 3 0 123456 1000 2 18446744073709551615");
    ASSERT_TRUE(stat);
    EXPECT_EQ(stat->name, "a) (b\n c");
    EXPECT_EQ(stat->state, 'S');
    EXPECT_EQ(stat->parent, 1);
    EXPECT_EQ(stat->group, 5);
    EXPECT_EQ(stat->session, 6U);
    EXPECT_EQ(stat->flags, 4194560U);
    EXPECT_EQ(stat->threads, 3);
    EXPECT_EQ(stat->start_ticks, 123456U);
}

TEST(ProcStat, IsNothingWhereTheTextIsNone) {
    for (const char* text : {"", "7", "7 (a", "7 a) S", ") (", "7 (a) S", "7 (a) S x 5 6"}) {
        EXPECT_FALSE(parse_proc_stat(text)) << text;
    }
}

TEST(ProcStat, AFileIsReadUpToTheLimit) {
    const auto whole = read_proc_file("/proc/self/stat", 4096);
    ASSERT_TRUE(whole);
    EXPECT_EQ(parse_proc_stat(*whole)->group, ::getpgrp());
    EXPECT_EQ(read_proc_file("/proc/self/stat", 3)->size(), 3U);
    EXPECT_FALSE(read_proc_file("/proc/self/no such file", 3));
}

}  // namespace
}  // namespace wee
