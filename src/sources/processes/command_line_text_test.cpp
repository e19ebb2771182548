#include "sources/processes/command_line_text.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

/// The arguments as the kernel has them, each with its NUL.
std::string arguments(std::initializer_list<std::string_view> list) {
    std::string bytes;
    for (const std::string_view argument : list) {
        bytes.append(argument).push_back('\0');
    }
    return bytes;
}

std::string line(std::initializer_list<std::string_view> list) {
    return command_line_text(arguments(list)).text;
}

TEST(CommandLineText, PlainArgumentsStandAsTheyAre) {
    EXPECT_EQ(line({"/usr/bin/make", "-j2", "CC=gcc", "a@b%c+d:e,f"}),
              "/usr/bin/make -j2 CC=gcc a@b%c+d:e,f");
    EXPECT_EQ(line({"true"}), "true");
}

TEST(CommandLineText, WhatAShellWouldTakeApartIsQuoted) {
    EXPECT_EQ(line({"sh", "-c", "sleep 1; echo $x"}), "sh -c 'sleep 1; echo $x'");
    EXPECT_EQ(line({"echo", "it's"}), "echo 'it'\\''s'");
    EXPECT_EQ(line({"a", "", "b"}), "a '' b");
    EXPECT_EQ(line({"ls", "*.txt", "~"}), "ls '*.txt' '~'");
}

TEST(CommandLineText, NewlinesAndInvalidUtf8StayAsTheyAre) {
    EXPECT_EQ(line({"printf", "a\nb\t"}), "printf 'a\nb\t'");
    EXPECT_EQ(line({"cat", "\xff\xfe", "gr\xc3\xbc\xc3\x9f"}), "cat \xff\xfe gr\xc3\xbc\xc3\x9f");
}

TEST(CommandLineText, EmptyArgumentAtTheEndIsKept) {
    EXPECT_EQ(line({"grep", ""}), "grep ''");
}

TEST(CommandLineText, PaddingOfAnOverwrittenTitleIsLeftOut) {
    EXPECT_EQ(command_line_text(std::string("worker\0\0\0\0\0\0", 12)).text, "worker");
    EXPECT_EQ(command_line_text("worker").text, "worker");
    EXPECT_EQ(command_line_text("").text, "");
    EXPECT_EQ(command_line_text(std::string(5, '\0')).text, "''");
}

TEST(CommandLineText, TwoMegabytesAreCutAndMarked) {
    const CommandLineText text = command_line_text(arguments({"prog", std::string(2'000'000, 'x'), "last"}));
    EXPECT_TRUE(text.is_cut);
    EXPECT_EQ(text.text.size(), kLongestCommandLine + 3);
    EXPECT_TRUE(text.text.starts_with("prog xxx"));
    EXPECT_TRUE(text.text.ends_with("xxx..."));
}

TEST(CommandLineText, IsCutBetweenCharacters) {
    std::string argument(kLongestCommandLine - 1, 'x');
    argument += "\xc3\xbc\xc3\xbc";
    const CommandLineText text = command_line_text(argument);
    EXPECT_EQ(text.text, std::string(kLongestCommandLine - 1, 'x').append("..."));
    EXPECT_EQ(command_line_text(std::string(kLongestCommandLine, '\xbf')).text.size(), kLongestCommandLine);
}

TEST(CommandLineText, WhatArrivedCutIsMarked) {
    const CommandLineText text = command_line_text(std::string("a\0bcd", 5), true);
    EXPECT_TRUE(text.is_cut);
    EXPECT_EQ(text.text, "a bcd...");
}

TEST(CommandLineText, WhatFitsIsNotCut) {
    const CommandLineText text = command_line_text(std::string(kLongestCommandLine, 'x'));
    EXPECT_FALSE(text.is_cut);
    EXPECT_EQ(text.text.size(), kLongestCommandLine);
}

}  // namespace
}  // namespace wee
