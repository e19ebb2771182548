#include "sources/files/modification_tracker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"

namespace wee {
namespace {

using std::chrono::milliseconds;

class ModificationTrackerTest : public testing::Test {
protected:
    const DirectoryId directory_{1, 1};
    ManualClock clock_;
    ModificationTracker tracker_{clock_};
};

TEST_F(ModificationTrackerTest, ReportsAWrittenFileOnceWhenItIsClosed) {
    tracker_.written(directory_, "a");
    tracker_.written(directory_, "a");
    EXPECT_TRUE(tracker_.closed(directory_, "a"));
    EXPECT_FALSE(tracker_.closed(directory_, "a"));
    EXPECT_EQ(tracker_.next_deadline(), std::nullopt);
}

TEST_F(ModificationTrackerTest, ReportsATouchedFileButNotOneThatIsNew) {
    tracker_.touched(directory_, "old");
    EXPECT_TRUE(tracker_.closed(directory_, "old"));
    tracker_.created(directory_, "new");
    tracker_.touched(directory_, "new");
    EXPECT_FALSE(tracker_.closed(directory_, "new"));
    tracker_.touched(directory_, "new");
    EXPECT_TRUE(tracker_.closed(directory_, "new"));
}

TEST_F(ModificationTrackerTest, ReportsAFileThatStaysOpenEveryHalfSecond) {
    tracker_.written(directory_, "log");
    EXPECT_EQ(tracker_.next_deadline(), clock_.steady_now() + milliseconds(500));
    clock_.advance(milliseconds(499));
    tracker_.written(directory_, "log");
    EXPECT_TRUE(tracker_.take_due().empty());
    clock_.advance(milliseconds(1));
    EXPECT_THAT(tracker_.take_due(), testing::ElementsAre(FileKey{directory_, "log"}));
    EXPECT_EQ(tracker_.next_deadline(), std::nullopt);
    tracker_.written(directory_, "log");
    EXPECT_EQ(tracker_.next_deadline(), clock_.steady_now() + milliseconds(500));
}

TEST_F(ModificationTrackerTest, ForgetsAChangeOfAttributesInSilence) {
    tracker_.touched(directory_, "a");
    clock_.advance(milliseconds(500));
    EXPECT_TRUE(tracker_.take_due().empty());
    EXPECT_FALSE(tracker_.closed(directory_, "a"));
}

TEST_F(ModificationTrackerTest, GivesANewFileItsHalfSecondFromTheFirstWrite) {
    tracker_.created(directory_, "a");
    clock_.advance(milliseconds(400));
    tracker_.written(directory_, "a");
    clock_.advance(milliseconds(400));
    EXPECT_TRUE(tracker_.take_due().empty());
    clock_.advance(milliseconds(100));
    EXPECT_EQ(tracker_.take_due().size(), 1U);
}

TEST_F(ModificationTrackerTest, ReportsAMovedFileUnderItsNewName) {
    tracker_.written(directory_, "a");
    tracker_.written(directory_, "b");
    tracker_.moved(directory_, "a", directory_, "b");
    EXPECT_FALSE(tracker_.closed(directory_, "a"));
    EXPECT_THAT(tracker_.take_all(), testing::ElementsAre(FileKey{directory_, "b"}));
}

}  // namespace
}  // namespace wee
