#include "sources/files/file_change_merger.h"
#include "tests/support/merger_trial.h"

// The half of FileChangeMerger that settle and debounce ask for.

namespace wee {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr milliseconds kSettle{500};
constexpr milliseconds kDebounce{200};

class SettleTest : public MergerTrial {
protected:
    SettleTest() { use({.settle = kSettle, .debounce = {}}); }
};

TEST_F(SettleTest, TellsANewFileOnceWhenItHasBeenStill) {
    save("/a");
    EXPECT_THAT(after(kSettle - milliseconds(1)), IsEmpty());
    EXPECT_THAT(after(milliseconds(1)), ElementsAre("FileCreated /a"));
    EXPECT_EQ(merger_->next_deadline(), std::nullopt);
}

TEST_F(SettleTest, TellsAChangedFileOnceWhenItHasBeenStill) {
    write("/a");
    close("/a");
    EXPECT_THAT(after(milliseconds(400)), IsEmpty());
    write("/a");
    close("/a");
    EXPECT_THAT(after(milliseconds(400)), IsEmpty());
    EXPECT_THAT(after(milliseconds(100)), ElementsAre("FileModified /a"));
}

TEST_F(SettleTest, WaitsForTheWriterHoweverLongItPauses) {
    create("/a");
    write("/a");
    EXPECT_THAT(after(std::chrono::hours(1)), IsEmpty());
    write("/a");
    EXPECT_THAT(after(std::chrono::hours(1)), IsEmpty());
    close("/a");
    EXPECT_THAT(after(kSettle), ElementsAre("FileCreated /a"));
}

TEST_F(SettleTest, WaitsForAWriterThatHasNotWrittenYet) {
    create("/a");  // sort big > a
    EXPECT_THAT(after(kSettle), IsEmpty());
    EXPECT_THAT(after(kSettle), IsEmpty());
    EXPECT_EQ(merger_->next_deadline(), std::nullopt);
    merger_->closed("/a", Content::Same);
    EXPECT_THAT(after(kSettle), ElementsAre("FileCreated /a"));
}

TEST_F(SettleTest, DoesNotWaitForTheClosingOfALink) {
    disk_["/link"] = {0, {}, false};
    merger_->created("/link", Arrival::Opened, NameIs::Common);
    EXPECT_THAT(after(kSettle), ElementsAre("FileCreated /link"));
}

TEST_F(SettleTest, LooksAtTheFileWhereTheSystemTellsNothing) {
    disk_["/a"].size = 1;
    merger_->created("/a", Arrival::CreatedWithContent, NameIs::Common);
    disk_["/a"].size = 2;
    EXPECT_THAT(after(kSettle), IsEmpty());
    disk_["/a"].modified += std::chrono::seconds(1);
    EXPECT_THAT(after(kSettle), IsEmpty());
    EXPECT_THAT(after(kSettle), ElementsAre("FileCreated /a"));
}

TEST_F(SettleTest, TellsNothingOfAFileThatVanishesBefore) {
    save("/a");
    remove("/a");
    EXPECT_THAT(after(kSettle), IsEmpty());
    EXPECT_EQ(merger_->next_deadline(), std::nullopt);
}

TEST_F(SettleTest, TellsADownloadUnderItsFinalNameOnly) {
    save("/film.part");
    EXPECT_THAT(after(milliseconds(400)), IsEmpty());
    move("/film.part", "/film");
    EXPECT_THAT(after(milliseconds(400)), IsEmpty());
    EXPECT_THAT(after(milliseconds(100)), ElementsAre("FileCreated /film"));
}

TEST_F(SettleTest, TellsARenameAtOnceAndTheChangeLater) {
    write("/a");
    close("/a");
    move("/a", "/b");
    EXPECT_THAT(at_once(), ElementsAre("FileRenamed /a /b"));
    EXPECT_THAT(after(kSettle), ElementsAre("FileModified /b"));
}

TEST_F(SettleTest, TellsADeletionAfterTheShortWaitOnly) {
    write("/a");
    remove("/a");
    EXPECT_THAT(after(FileChangeMerger::kReplaceWait), ElementsAre("FileDeleted /a"));
}

TEST_F(SettleTest, TellsASaveOnce) {
    move("/a", "/a~");
    save("/a");
    remove("/a~");
    EXPECT_THAT(after(kSettle), ElementsAre("FileModified /a"));
}

TEST_F(SettleTest, CountsAtTheEndWhatIsStillOpen) {
    save("/closed");
    create("/open");
    write("/open");
    create("/opened");
    EXPECT_EQ(merger_->report_all(), 2U);
    EXPECT_THAT(at_once(), ElementsAre("FileCreated /closed"));
}

TEST_F(SettleTest, WaitsForNoClosingThatItMayHaveMissed) {
    create("/a");
    write("/a");
    EXPECT_THAT(after(kSettle), IsEmpty());
    merger_->may_have_missed_changes();
    EXPECT_THAT(after(kSettle), ElementsAre("FileCreated /a"));
}

class DebounceTest : public MergerTrial {
protected:
    DebounceTest() { use({.settle = {}, .debounce = kDebounce}); }
};

TEST_F(DebounceTest, TellsABurstOnceWhenItIsOver) {
    for (int round = 0; round < 5; ++round) {
        write("/a");
        close("/a");
        EXPECT_THAT(after(milliseconds(100)), IsEmpty());
    }
    EXPECT_THAT(after(milliseconds(100)), ElementsAre("FileModified /a"));
}

TEST_F(DebounceTest, TellsANewFileAsCreatedOnly) {
    save("/a");
    EXPECT_THAT(after(milliseconds(199)), IsEmpty());
    EXPECT_THAT(after(milliseconds(1)), ElementsAre("FileCreated /a"));
}

TEST_F(DebounceTest, TellsALogThatNeverRestsAllTheSame) {
    int reported = 0;
    for (int round = 0; round < 60; ++round) {
        write("/log");
        reported += static_cast<int>(after(milliseconds(100)).size());
    }
    EXPECT_EQ(reported, 3);  // every ten times 200 ms
}

TEST_F(DebounceTest, WaitsForBothWhereThereAreBoth) {
    use({.settle = kSettle, .debounce = std::chrono::seconds(2)});
    write("/a");
    close("/a");
    EXPECT_THAT(after(milliseconds(1999)), IsEmpty());
    EXPECT_THAT(after(milliseconds(1)), ElementsAre("FileModified /a"));
    use({.settle = kSettle, .debounce = milliseconds(10)});
    write("/a");
    EXPECT_THAT(after(std::chrono::seconds(1)), IsEmpty());
    close("/a");
    EXPECT_THAT(after(kSettle), ElementsAre("FileModified /a"));
}

}  // namespace
}  // namespace wee
