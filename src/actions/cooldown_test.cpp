#include "actions/cooldown.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime kStart{1h};

TEST(Cooldown, HoldsAKeyBackFromItsAdmissionUntilTheTimeAfterItsEnd) {
    Cooldown cooldown(10s);
    EXPECT_TRUE(cooldown.admit("a", kStart));
    EXPECT_FALSE(cooldown.admit("a", kStart + 1h));  // it still runs
    cooldown.start("a", kStart + 1h);
    EXPECT_FALSE(cooldown.admit("a", kStart + 1h + 9'999ms));
    EXPECT_TRUE(cooldown.admit("a", kStart + 1h + 10s));
}

TEST(Cooldown, KeysDoNotConcernEachOther) {
    Cooldown cooldown(10s);
    EXPECT_TRUE(cooldown.admit("a", kStart));
    EXPECT_TRUE(cooldown.admit("b", kStart));
    cooldown.start("a", kStart);
    EXPECT_TRUE(cooldown.admit("a", kStart + 10s));
    EXPECT_FALSE(cooldown.admit("b", kStart + 10s));
}

TEST(Cooldown, ARunThatNeverBeganLeavesNoCooldown) {
    Cooldown cooldown(10s);
    EXPECT_TRUE(cooldown.admit("a", kStart));
    cooldown.forget("a");
    EXPECT_TRUE(cooldown.is_over(kStart));
    EXPECT_TRUE(cooldown.admit("a", kStart));
}

TEST(Cooldown, ForgetsWhatHasExpired) {
    Cooldown cooldown(10s);
    for (int i = 0; i < 100'000; ++i) {
        const std::string key = std::to_string(i);
        ASSERT_TRUE(cooldown.admit(key, kStart + i * 1s));
        cooldown.start(key, kStart + i * 1s);
        ASSERT_LE(cooldown.size(), 11U);
    }
    EXPECT_FALSE(cooldown.is_over(kStart + 100'000s));
    EXPECT_TRUE(cooldown.is_over(kStart + 100'010s));
    EXPECT_EQ(cooldown.size(), 0U);
}

TEST(Cooldown, CopesWithATimeThatGoesBack) {
    Cooldown cooldown(10s);
    ASSERT_TRUE(cooldown.admit("late", kStart + 20s));
    cooldown.start("late", kStart + 20s);
    ASSERT_TRUE(cooldown.admit("early", kStart));
    cooldown.start("early", kStart);
    EXPECT_TRUE(cooldown.admit("early", kStart + 10s));
    EXPECT_FALSE(cooldown.admit("early", kStart + 40s));
    EXPECT_TRUE(cooldown.admit("late", kStart + 40s));
}

}  // namespace
}  // namespace wee
