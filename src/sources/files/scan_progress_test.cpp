#include "sources/files/scan_progress.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/recording_log.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

class ScanProgressTest : public testing::Test {
protected:
    void work_for(milliseconds time) {
        progress_.count_directory();
        progress_.count_file();
        progress_.count_file();
        clock_.advance(time);
        progress_.report_due();
    }
    [[nodiscard]] std::vector<RecordedLine> lines() const { return log_.lines_of("scan_progress"); }

    ManualClock clock_;
    RecordingLog log_;
    ScanProgress progress_{"files", log_, clock_};
};

TEST_F(ScanProgressTest, SaysNothingOfAScanThatIsQuick) {
    work_for(milliseconds(4999));
    progress_.finish();
    EXPECT_TRUE(lines().empty());
}

TEST_F(ScanProgressTest, TellsEveryFiveSecondsWhatWasFound) {
    for (int round = 0; round < 12; ++round) {
        work_for(seconds(1));
    }
    ASSERT_EQ(lines().size(), 2U);
    EXPECT_EQ(lines()[0].level, LogLevel::Info);
    EXPECT_THAT(lines()[0].message, HasSubstr("'files'"));
    EXPECT_THAT(lines()[0].message, HasSubstr("5 directories, 10 files so far"));
    EXPECT_EQ(lines()[0].fields.at("source"), "files");
    EXPECT_EQ(lines()[1].fields.at("directories"), "10");
    EXPECT_EQ(lines()[1].fields.at("files"), "20");
}

TEST_F(ScanProgressTest, TellsTheEndOfALongScanAndNothingAfterIt) {
    work_for(seconds(60));
    work_for(seconds(1));
    progress_.finish();
    ASSERT_EQ(lines().size(), 2U);
    EXPECT_THAT(lines()[1].message, HasSubstr("was scanned: 2 directories, 4 files"));
    work_for(seconds(60));
    progress_.finish();
    EXPECT_EQ(lines().size(), 2U);
}

}  // namespace
}  // namespace wee
