#include "sources/files/file_tracker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FileTrackerTest : public testing::Test {
protected:
    void filter_by(std::string_view pattern) {
        tracker_.emplace(tree_, make_filter(pattern), reports_, clock_);
    }
    static FileFilter make_filter(std::string_view pattern) {
        return FileFilter(Glob::parse(pattern).value());
    }

    /// After a time in which all that waits only for a replacement is told.
    std::vector<std::string> reported() {
        clock_.advance(FileChangeMerger::kReplaceWait);
        tracker_->report_due();
        reports_.flush();
        std::vector<std::string> texts;
        for (const Event& event : sink_.take()) {
            EXPECT_EQ(event.source, "files");
            std::string text(to_string(event.kind));
            for (const Field& field : event.metadata) {
                text += " " + field.value;
            }
            texts.push_back(text);
        }
        return texts;
    }

    ManualClock clock_;
    RecordingSink sink_;
    DirectoryTree tree_;
    const DirectoryId root_ = tree_.add_root("/r", 1);
    const DirectoryId child_ = tree_.add_child(root_, "d", 2);
    FileReports reports_{"files", sink_, clock_};
    std::optional<FileTracker> tracker_{std::in_place, tree_, make_filter("*"), reports_, clock_};
};

TEST_F(FileTrackerTest, ReportsOnceWhatItIsToldTwice) {
    tracker_->appeared(root_, "a", Arrival::Created);
    tracker_->appeared(root_, "a", Arrival::Created);
    tracker_->vanished(root_, "a");
    tracker_->vanished(root_, "a");
    EXPECT_THAT(reported(), ElementsAre("FileCreated /r/a", "FileDeleted /r/a"));
}

TEST_F(FileTrackerTest, SaysNothingOfFilesThatWereThereAtTheStart) {
    tracker_->appeared(root_, "a", Arrival::KnownAtStart);
    EXPECT_THAT(reported(), IsEmpty());
    tracker_->vanished(root_, "a");
    EXPECT_THAT(reported(), ElementsAre("FileDeleted /r/a"));
}

TEST_F(FileTrackerTest, ReportsWhatAScanFoundWrittenAsModifiedToo) {
    tracker_->appeared(root_, "a", Arrival::CreatedWithContent);
    EXPECT_THAT(reported(), ElementsAre("FileCreated /r/a"));
    clock_.advance(ModificationTracker::kReportDelay);
    tracker_->report_due();
    EXPECT_THAT(reported(), ElementsAre("FileModified /r/a"));
    tracker_->closed(root_, "a");
    EXPECT_THAT(reported(), IsEmpty());
}

TEST_F(FileTrackerTest, IgnoresChangesOfFilesThatItDoesNotReport) {
    filter_by("*.txt");
    tracker_->appeared(root_, "a.tmp", Arrival::Created);
    tracker_->written(root_, "a.tmp");
    tracker_->closed(root_, "a.tmp");
    tracker_->vanished(root_, "a.tmp");
    EXPECT_THAT(reported(), IsEmpty());
}

TEST_F(FileTrackerTest, ReportsARenameByWhatThePatternLetsThrough) {
    filter_by("*.txt");
    tracker_->appeared(root_, "a.txt", Arrival::KnownAtStart);
    tracker_->moved(root_, "a.txt", child_, "b.txt");
    EXPECT_THAT(reported(), ElementsAre("FileRenamed /r/a.txt /r/d/b.txt"));
    tracker_->moved(root_, "b.tmp", child_, "b.txt");
    EXPECT_THAT(reported(), ElementsAre("FileModified /r/d/b.txt"));
    tracker_->moved(root_, "c.tmp", child_, "c.txt");
    EXPECT_THAT(reported(), ElementsAre("FileCreated /r/d/c.txt"));
    tracker_->moved(child_, "c.txt", child_, "c.tmp");
    EXPECT_THAT(reported(), ElementsAre("FileDeleted /r/d/c.txt"));
}

TEST_F(FileTrackerTest, ReportsAFileMovedInAsCreatedOrAsAChangeOfTheOneItReplaces) {
    tracker_->moved_in(root_, "a");
    EXPECT_THAT(reported(), ElementsAre("FileCreated /r/a"));
    tracker_->written(root_, "a");
    tracker_->moved_in(root_, "a");
    tracker_->report_all();
    EXPECT_THAT(reported(), ElementsAre("FileModified /r/a"));
}

TEST_F(FileTrackerTest, CarriesAnUnreportedChangeOverARename) {
    tracker_->appeared(root_, "a", Arrival::KnownAtStart);
    tracker_->written(root_, "a");
    tracker_->moved(root_, "a", root_, "b");
    tracker_->closed(root_, "b");
    EXPECT_THAT(reported(), ElementsAre("FileRenamed /r/a /r/b", "FileModified /r/b"));
}

TEST_F(FileTrackerTest, RenamesAndDeletesFilesWithTheirDirectory) {
    tracker_->appeared(child_, "a", Arrival::KnownAtStart);
    tracker_->written(child_, "a");
    tracker_->directory_moved(child_, root_, "e");
    EXPECT_THAT(reported(), ElementsAre("FileRenamed /r/d/a /r/e/a"));
    EXPECT_THAT(tracker_->directory_vanished(child_), ElementsAre(2));
    tracker_->report_all();
    EXPECT_THAT(reported(), ElementsAre("FileDeleted /r/e/a"));
}

TEST_F(FileTrackerTest, ChecksAPathPatternAgainWhenADirectoryMoves) {
    filter_by("/r/d/*");
    tracker_->appeared(child_, "a", Arrival::KnownAtStart);
    tracker_->directory_moved(child_, root_, "e");
    EXPECT_THAT(reported(), ElementsAre("FileDeleted /r/d/a"));
    tracker_->appeared(child_, "b", Arrival::Created);
    EXPECT_THAT(reported(), IsEmpty());
}

}  // namespace
}  // namespace wee
