#include "sources/files/name_set.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(NameSet, KeepsEachNameOnceAndInOrder) {
    NameSet set;
    EXPECT_TRUE(set.insert("b"));
    EXPECT_TRUE(set.insert("a"));
    EXPECT_FALSE(set.insert("b"));
    EXPECT_EQ(set.names(), (std::vector<std::string_view>{"b", "a"}));
    EXPECT_TRUE(set.contains("a"));
    EXPECT_FALSE(set.contains("c"));
}

TEST(NameSet, TakesAnyBytes) {
    NameSet set;
    const std::string long_name(255, '\xff');
    const std::string odd("new\nline\0nul", 12);
    EXPECT_TRUE(set.insert(long_name));
    EXPECT_TRUE(set.insert(odd));
    EXPECT_TRUE(set.insert(""));
    EXPECT_TRUE(set.contains(long_name));
    EXPECT_TRUE(set.contains(odd));
    EXPECT_TRUE(set.erase(""));
    EXPECT_EQ(set.size(), 2U);
}

TEST(NameSet, AgreesWithAPlainSetWhateverIsDone) {
    NameSet set;
    std::set<std::string, std::less<>> expected;
    unsigned state = 1;
    for (int step = 0; step < 50'000; ++step) {
        state = state * 1'103'515'245U + 12'345U;
        const std::string name = "name-" + std::to_string((state >> 16U) % 3000);
        if ((state >> 8U) % 3 == 0) {
            EXPECT_EQ(set.erase(name), expected.erase(name) == 1);
        } else {
            EXPECT_EQ(set.insert(name), expected.insert(name).second);
        }
    }
    const auto names = set.names();
    EXPECT_EQ((std::set<std::string, std::less<>>(names.begin(), names.end())), expected);
    EXPECT_EQ(set.size(), expected.size());
}

TEST(NameSet, ForgetsErasedNamesWhenItIsEmpty) {
    NameSet set;
    for (int round = 0; round < 3; ++round) {
        EXPECT_TRUE(set.insert("x"));
        EXPECT_TRUE(set.erase("x"));
        EXPECT_FALSE(set.erase("x"));
        EXPECT_TRUE(set.empty());
        EXPECT_TRUE(set.names().empty());
    }
}

}  // namespace
}  // namespace wee
