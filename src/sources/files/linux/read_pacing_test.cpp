#include "sources/files/linux/read_pacing.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

constexpr SteadyTime kStart{std::chrono::hours{1}};
constexpr std::size_t kOneRecord = 32;
constexpr auto kNone = SteadyTime::duration::zero();

TEST(ReadPacing, LeavesRecordsThatComeOneByOneAlone) {
    ReadPacing pacing;
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(pacing.pause_after(kOneRecord, kStart + i * std::chrono::microseconds{400}), kNone);
    }
}

TEST(ReadPacing, PausesWhenReadsFollowEachOtherWithoutRest) {
    ReadPacing pacing;
    int pauses = 0;
    for (int i = 0; i < 40; ++i) {
        pauses += pacing.pause_after(kOneRecord, kStart + i * std::chrono::microseconds{20}) > kNone ? 1 : 0;
    }
    EXPECT_EQ(pauses, 40 / ReadPacing::kReadsWithoutPause);
}

TEST(ReadPacing, PausesAfterEveryReadThatGivesMuch) {
    ReadPacing pacing;
    EXPECT_EQ(pacing.pause_after(ReadPacing::kBurst, kStart), ReadPacing::kPause);
    EXPECT_EQ(pacing.pause_after(ReadPacing::kBurst, kStart + std::chrono::hours{1}), ReadPacing::kPause);
}

TEST(ReadPacing, PausesNoLongerThanTheKernelsQueueLasts) {
    constexpr int kRecordsPerMillisecond = 200;  // two writers at the machine's limit
    EXPECT_LT(ReadPacing::kPause.count() * kRecordsPerMillisecond, 16'384 / 10);
}

}  // namespace
}  // namespace wee
