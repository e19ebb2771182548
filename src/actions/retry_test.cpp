#include "actions/retry.h"

#include <limits>
#include <thread>

#include <gtest/gtest.h>

namespace wee {
namespace {

using namespace std::chrono_literals;

TEST(RetryWait, DoublesFromTheBackoffUpToTheLongest) {
    const RetryOptions options{.attempts = 100, .backoff = 1s};
    EXPECT_EQ(wait_after(1, options, 0.5), 1s);
    EXPECT_EQ(wait_after(2, options, 0.5), 2s);
    EXPECT_EQ(wait_after(3, options, 0.5), 4s);
    EXPECT_EQ(wait_after(9, options, 0.5), 256s);
    EXPECT_EQ(wait_after(10, options, 0.5), 5min);
    EXPECT_EQ(wait_after(99, options, 0.5), 5min);
    EXPECT_EQ(wait_after(std::numeric_limits<std::uint32_t>::max(), options, 0.5), 5min);
}

TEST(RetryWait, KeepsToTheLongestWhateverIsConfigured) {
    EXPECT_EQ(wait_after(1, {.backoff = 24h}, 0.5), 5min);
    EXPECT_EQ(wait_after(1, {.backoff = std::chrono::milliseconds::max()}, 0.5), 5min);
    EXPECT_EQ(wait_after(1, {.backoff = 5min, .jitter = 1}, 0.999), 5min);
    EXPECT_EQ(wait_after(50, {.backoff = 0ms}, 0.5), 0ms);
    EXPECT_EQ(wait_after(18, {.backoff = 2ms}, 0.5), 262'144ms);
    EXPECT_EQ(wait_after(19, {.backoff = 2ms}, 0.5), 5min);
}

TEST(RetryWait, JitterMakesItLongerOrShorterByItsPart) {
    const RetryOptions options{.backoff = 1s, .jitter = 0.25};
    EXPECT_EQ(wait_after(1, options, 0.0), 750ms);
    EXPECT_EQ(wait_after(1, options, 0.5), 1s);
    EXPECT_EQ(wait_after(1, options, 0.75), 1125ms);
    EXPECT_EQ(wait_after(2, options, 0.0), 1500ms);
    EXPECT_EQ(wait_after(1, {.backoff = 1s, .jitter = 1}, 0.0), 0ms);
}

TEST(RetryChance, StaysWithinItsRange) {
    for (int i = 0; i < 1'000; ++i) {
        const double number = chance();
        EXPECT_GE(number, 0.0);
        EXPECT_LT(number, 1.0);
    }
}

TEST(RetryPause, EndsWhenTheStopIsRequested) {
    std::stop_source stop;
    std::jthread waiting([&stop] { pause(24h, stop.get_token()); });
    stop.request_stop();
    waiting.join();
    pause(24h, stop.get_token());
    pause(1ms, {});
}

}  // namespace
}  // namespace wee
