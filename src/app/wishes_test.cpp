#include "app/wishes.h"

#include <thread>

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"

namespace wee {
namespace {

TEST(Wishes, AReloadIsGrantedAtOnceAndOnce) {
    ManualClock clock;
    Wishes wishes(clock);
    wishes.reload();
    wishes.reload();
    EXPECT_EQ(wishes.wait(), Wishes::Wish::Reload);
    wishes.stop();
    EXPECT_EQ(wishes.wait(), Wishes::Wish::Stop);
}

TEST(Wishes, AStopComesFirstAndStays) {
    ManualClock clock;
    Wishes wishes(clock);
    wishes.reload();
    wishes.stop();
    EXPECT_EQ(wishes.wait(), Wishes::Wish::Stop);
    EXPECT_EQ(wishes.wait(), Wishes::Wish::Stop);
    EXPECT_TRUE(wishes.stop_token().stop_requested());
}

// Defect 7 of the original: the first of several writes fired, and a half-written file was read.
TEST(Wishes, AChangeCountsWhenNoneHasFollowedForAWhile) {
    ManualClock clock;
    Wishes wishes(clock);
    wishes.configuration_changed();
    clock.advance(Wishes::kQuietTime / 2);
    wishes.configuration_changed();
    clock.advance(Wishes::kQuietTime / 2);
    // Not due yet: only the stop, which comes from elsewhere, ends the wait.
    const std::jthread stopper([&wishes] { wishes.stop(); });
    EXPECT_EQ(wishes.wait(), Wishes::Wish::Stop);
}

TEST(Wishes, AChangeIsGrantedWhenItsTimeHasCome) {
    ManualClock clock;
    Wishes wishes(clock);
    wishes.configuration_changed();
    clock.advance(Wishes::kQuietTime);
    EXPECT_EQ(wishes.wait(), Wishes::Wish::Reload);
}

}  // namespace
}  // namespace wee
