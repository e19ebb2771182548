#include "sources/desktop/title_limiter.h"

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"

namespace wee {
namespace {

using std::chrono::milliseconds;

class TitleLimiterTest : public testing::Test {
protected:
    [[nodiscard]] std::vector<TitleLimiter::Change> due() { return limiter_.take_due(clock_.steady_now()); }
    void look(WindowHandle id, TitleLimiter::Finding finding) {
        limiter_.looked(id, finding, clock_.steady_now());
    }
    [[nodiscard]] std::optional<milliseconds> wait() const {
        const auto next = limiter_.next_deadline();
        return next ? std::optional(std::chrono::duration_cast<milliseconds>(*next - clock_.steady_now()))
                    : std::nullopt;
    }

    ManualClock clock_;
    TitleLimiter limiter_;
};

TEST_F(TitleLimiterTest, AFirstChangeIsDueAtOnce) {
    EXPECT_EQ(wait(), std::nullopt);
    limiter_.changed(7, "a");
    const auto changes = due();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].id, 7U);
    EXPECT_EQ(changes[0].title, "a");
    EXPECT_EQ(changes[0].notices, 1U);
}

TEST_F(TitleLimiterTest, ManyChangesAreOneAndTheLastTitleStays) {
    limiter_.changed(7, "first");
    static_cast<void>(due());
    look(7, TitleLimiter::Finding::Changed);
    for (int count = 0; count < 10'000; ++count) {
        limiter_.changed(7, std::to_string(count));
    }
    EXPECT_TRUE(due().empty());
    EXPECT_EQ(wait(), TitleLimiter::kBetweenReports);
    EXPECT_EQ(limiter_.size(), 1U);
    clock_.advance(TitleLimiter::kBetweenReports);
    const auto changes = due();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].title, "9999");
    EXPECT_EQ(changes[0].notices, 10'000U);
}

TEST_F(TitleLimiterTest, ALookThatFoundNothingHoldsTheNextUpOnlyShortly) {
    limiter_.changed(7, std::nullopt);
    static_cast<void>(due());
    look(7, TitleLimiter::Finding::Same);
    limiter_.changed(7, std::nullopt);
    EXPECT_EQ(wait(), TitleLimiter::kBetweenLooks);
}

TEST_F(TitleLimiterTest, NothingIsKeptOfAWindowThatIsQuiet) {
    limiter_.changed(7, "a");
    static_cast<void>(due());
    look(7, TitleLimiter::Finding::Changed);
    EXPECT_EQ(wait(), std::nullopt) << "nobody is woken for it";
    clock_.advance(TitleLimiter::kBetweenReports);
    EXPECT_TRUE(due().empty());
    EXPECT_EQ(limiter_.size(), 0U);
}

TEST_F(TitleLimiterTest, OneWindowDoesNotHoldUpAnother) {
    limiter_.changed(7, "a");
    static_cast<void>(due());
    look(7, TitleLimiter::Finding::Changed);
    limiter_.changed(7, "b");
    limiter_.changed(8, "c");
    const auto changes = due();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].id, 8U);
}

}  // namespace
}  // namespace wee
