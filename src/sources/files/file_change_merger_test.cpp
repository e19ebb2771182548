#include "sources/files/file_change_merger.h"

#include "tests/support/merger_trial.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr milliseconds kWait = FileChangeMerger::kReplaceWait;

class FileChangeMergerTest : public MergerTrial {
protected:
    FileChangeMergerTest() { use({}); }
};

TEST_F(FileChangeMergerTest, TellsAtOnceWhatNeedNotWait) {
    save("/a");
    EXPECT_THAT(at_once(), ElementsAre("FileCreated /a", "FileModified /a"));
    move("/a", "/b");
    EXPECT_THAT(at_once(), ElementsAre("FileRenamed /a /b"));
    EXPECT_EQ(merger_->next_deadline(), std::nullopt);
}

TEST_F(FileChangeMergerTest, WaitsWithADeletion) {
    remove("/a");
    EXPECT_EQ(merger_->next_deadline(), clock_.steady_now() + kWait);
    EXPECT_THAT(after(kWait - milliseconds(1)), IsEmpty());
    EXPECT_THAT(after(milliseconds(1)), ElementsAre("FileDeleted /a"));
    EXPECT_EQ(merger_->next_deadline(), std::nullopt);
}

TEST_F(FileChangeMergerTest, TellsAReplacedFileWhenItsNewContentIsWritten) {
    remove("/a");  // git checkout
    create("/a");
    EXPECT_THAT(at_once(), IsEmpty());
    close("/a");
    EXPECT_THAT(at_once(), ElementsAre("FileModified /a"));
    EXPECT_THAT(after(kWait), IsEmpty());
}

TEST_F(FileChangeMergerTest, TellsAReplacedFileOfASlowWriterTwice) {
    remove("/a");
    create("/a");
    EXPECT_THAT(after(kWait), ElementsAre("FileModified /a"));
    close("/a");
    EXPECT_THAT(at_once(), ElementsAre("FileModified /a"));
}

TEST_F(FileChangeMergerTest, TellsAnEmptyReplacementWhenItIsClosed) {
    remove("/a");
    create("/a");
    merger_->closed("/a", Content::Same);
    EXPECT_THAT(at_once(), ElementsAre("FileModified /a"));
}

TEST_F(FileChangeMergerTest, TellsOfAFileThatGoesAgainOnlyThatItIsGone) {
    remove("/a");
    create("/a");
    remove("/a");
    EXPECT_THAT(after(kWait), ElementsAre("FileDeleted /a"));
}

TEST_F(FileChangeMergerTest, TellsOneModificationOfASaveThatPutsTheOldFileAside) {
    move("/a", "/a~");  // vim
    save("/a");
    EXPECT_THAT(at_once(), ElementsAre("FileModified /a"));
    remove("/a~");
    EXPECT_THAT(after(kWait), IsEmpty());
}

TEST_F(FileChangeMergerTest, TellsTheBackupThatASaveLeavesBehind) {
    move("/a", "/a~");  // emacs
    save("/a");
    EXPECT_THAT(at_once(), ElementsAre("FileModified /a"));
    EXPECT_THAT(after(kWait), ElementsAre("FileCreated /a~"));
    move("/a", "/a~", Target::Replaced);
    save("/a");
    EXPECT_THAT(after(kWait), ElementsAre("FileModified /a", "FileModified /a~"));
}

TEST_F(FileChangeMergerTest, TellsARenameToTheNameOfABackupWhenNothingNewComes) {
    move("/a", "/a.bak");
    EXPECT_THAT(after(kWait - milliseconds(1)), IsEmpty());
    EXPECT_THAT(after(milliseconds(1)), ElementsAre("FileRenamed /a /a.bak"));
    move("/b", "/b~");
    remove("/b~");
    EXPECT_THAT(after(kWait), ElementsAre("FileDeleted /b"));
    move("/c", "/c~");
    move("/c~", "/d");
    EXPECT_THAT(at_once(), ElementsAre("FileRenamed /c /c~", "FileRenamed /c~ /d"));
}

TEST_F(FileChangeMergerTest, TellsOneModificationOfASaveThroughATemporaryFile) {
    merger_->created("/a.X7fQp2", Arrival::Opened, NameIs::Temporary);  // kate
    close("/a.X7fQp2");
    move("/a.X7fQp2", "/a", Target::Replaced);
    EXPECT_THAT(at_once(), ElementsAre("FileModified /a"));
    EXPECT_THAT(after(kWait), IsEmpty());
}

TEST_F(FileChangeMergerTest, TellsANewFileWithATemporaryNameALittleLater) {
    merger_->created("/a.tmp", Arrival::Opened, NameIs::Temporary);
    close("/a.tmp");
    EXPECT_THAT(after(kWait), ElementsAre("FileCreated /a.tmp", "FileModified /a.tmp"));
    merger_->created("/b.tmp", Arrival::Opened, NameIs::Temporary);
    move("/b.tmp", "/b");
    EXPECT_THAT(at_once(), ElementsAre("FileCreated /b"));
    merger_->created("/4913", Arrival::Opened, NameIs::Temporary);
    remove("/4913");
    EXPECT_THAT(after(kWait), IsEmpty());
}

TEST_F(FileChangeMergerTest, TellsARenameOverAKnownFileAsItsModificationToo) {
    move("/b", "/a", Target::Replaced);
    EXPECT_THAT(at_once(), ElementsAre("FileRenamed /b /a", "FileModified /a"));
    remove("/c");
    move("/d", "/c");
    EXPECT_THAT(after(kWait), ElementsAre("FileRenamed /d /c", "FileModified /c"));
}

TEST_F(FileChangeMergerTest, TellsADirectoryOnlyWhenItIsAnother) {
    merger_->deleted("/d", FileType::Directory);
    merger_->created("/d", Arrival::Created, NameIs::Common, FileType::Directory);
    EXPECT_THAT(after(kWait), IsEmpty());
    merger_->deleted("/d", FileType::Directory);
    create("/d");
    EXPECT_THAT(after(kWait), ElementsAre("FileDeleted /d", "FileCreated /d"));
}

TEST_F(FileChangeMergerTest, HoldsNoMoreFilesThanItMay) {
    for (std::size_t index = 0; index <= FileChangeMerger::kMaximumWaiting; ++index) {
        merger_->deleted("/" + std::to_string(index));
    }
    EXPECT_THAT(at_once(), ElementsAre("FileDeleted /0"));
}

TEST_F(FileChangeMergerTest, TellsAllAtTheEnd) {
    remove("/a");
    move("/b", "/b~");
    merger_->created("/c.tmp", Arrival::Opened, NameIs::Temporary);
    EXPECT_EQ(merger_->report_all(), 0U);
    EXPECT_THAT(at_once(), ElementsAre("FileDeleted /a", "FileRenamed /b /b~", "FileCreated /c.tmp"));
}

}  // namespace
}  // namespace wee
