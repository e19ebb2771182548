#include "sources/files/move_pairing.h"

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"

namespace wee {
namespace {

class MovePairingTest : public testing::Test {
protected:
    void left(std::uint32_t cookie, std::string_view name) {
        moves_.left(cookie, MovePairing::Moved::File, directory_, name);
    }

    const DirectoryId directory_{1, 1};
    ManualClock clock_;
    MovePairing moves_{clock_};
};

TEST_F(MovePairingTest, FindsTheFirstHalfByItsCookie) {
    left(1, "a");
    left(2, "b");
    EXPECT_EQ(moves_.take(2)->name, "b");
    EXPECT_FALSE(moves_.take(2).has_value());
    EXPECT_EQ(moves_.take(1)->name, "a");
}

TEST_F(MovePairingTest, GivesUpAfterTwentyMilliseconds) {
    left(1, "a");
    EXPECT_EQ(moves_.next_deadline(), clock_.steady_now() + std::chrono::milliseconds(20));
    clock_.advance(std::chrono::milliseconds(19));
    EXPECT_FALSE(moves_.take_overdue().has_value());
    clock_.advance(std::chrono::milliseconds(1));
    EXPECT_EQ(moves_.take_overdue()->name, "a");
    EXPECT_EQ(moves_.next_deadline(), std::nullopt);
}

TEST_F(MovePairingTest, FindsAHalfByItsName) {
    left(1, "a");
    EXPECT_FALSE(moves_.take(directory_, "b").has_value());
    EXPECT_FALSE(moves_.take(DirectoryId{2, 1}, "a").has_value());
    EXPECT_EQ(moves_.take(directory_, "a")->cookie, 1U);
}

TEST_F(MovePairingTest, KeepsABoundedNumberOfHalves) {
    for (std::uint32_t cookie = 0; cookie <= MovePairing::kMaximumWaiting; ++cookie) {
        left(cookie, "a");
    }
    EXPECT_EQ(moves_.take_overdue()->cookie, 0U);
    EXPECT_FALSE(moves_.take_overdue().has_value());
}

}  // namespace
}  // namespace wee
