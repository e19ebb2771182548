#include "sources/files/linux/watched_tree.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

constexpr std::size_t kFiles = 3 * WatchedTree::kEntriesPerLook;

class WatchedTreeTest : public testing::Test {
protected:
    WatchedTreeTest() {
        for (std::size_t index = 0; index < kFiles; ++index) {
            directory_.write_file(std::to_string(index), "");
        }
    }
    [[nodiscard]] std::size_t known_files() const {
        return tree_.files(tree_.roots().front()).names().size();
    }

    TemporaryDirectory directory_;
    ManualClock clock_;
    RecordingLog log_;
    RecordingSink sink_;
    DirectoryTree tree_;
    FileReports reports_{"files", sink_, clock_};
    FileTracker tracker_{tree_, FileFilter(Glob::parse("*").value()), reports_, clock_};
    WatchProblems problems_{"files", log_};
    std::unique_ptr<InotifyQueue> queue_ = open_inotify_queue().value();
    MountTable mounts_{"/nowhere"};
    PolledPlaces places_{nullptr, mounts_};
    ScanProgress progress_{"files", log_, clock_};
    std::chrono::seconds time_per_look_{0};
    int looks_until_end_ = 1'000'000;
    WatchedTree watched_{*queue_, tree_, tracker_, problems_, places_, progress_, TreeScope{}, [this] {
                             clock_.advance(time_per_look_);
                             return looks_until_end_-- <= 0;
                         }};
};

TEST_F(WatchedTreeTest, EndsWithinTheScanOfALargeDirectory) {
    looks_until_end_ = 1;
    watched_.attach_directory(directory_.text(), Arrival::KnownAtStart);
    EXPECT_LT(known_files(), WatchedTree::kEntriesPerLook);
}

TEST_F(WatchedTreeTest, TellsHowFarALongScanAtTheStartHasCome) {
    time_per_look_ = std::chrono::seconds(3);
    watched_.attach_directory(directory_.text(), Arrival::KnownAtStart);
    progress_.finish();
    const auto lines = log_.lines_of("scan_progress");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].level, LogLevel::Info);
    EXPECT_EQ(lines[0].fields.at("source"), "files");
    EXPECT_EQ(lines[0].fields.at("directories"), "1");
    EXPECT_EQ(lines[0].fields.at("files"), std::to_string(2 * WatchedTree::kEntriesPerLook - 1));
    EXPECT_EQ(lines[1].fields.at("files"), std::to_string(kFiles)) << "the end";
    directory_.write_file("later/file", "");
    watched_.rescan(WallTime::max());
    EXPECT_EQ(log_.lines_of("scan_progress").size(), 2U) << "what comes later is not the start";
}

TEST_F(WatchedTreeTest, TakesNothingForMissingWhenARescanEndsEarly) {
    watched_.attach_directory(directory_.text(), Arrival::KnownAtStart);
    ASSERT_EQ(known_files(), kFiles);
    looks_until_end_ = 1;
    watched_.rescan(WallTime::max());
    reports_.flush();
    EXPECT_EQ(sink_.size(), 0U);
    EXPECT_EQ(known_files(), kFiles);
}

}  // namespace
}  // namespace wee
