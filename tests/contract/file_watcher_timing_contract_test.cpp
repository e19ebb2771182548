#include "tests/contract/file_watcher_stopped_clock.h"

// settle, debounce, events, ignore and include_directories, with real files.

namespace wee {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class FileWatcherTiming : public FileWatcherOnStoppedClock {
protected:
    void watch_settled() {
        FileWatcherOptions options;
        options.timing.settle = std::chrono::milliseconds(500);
        watch(std::move(options));
    }
};
WEE_FILE_WATCHER_SUITE(FileWatcherTiming);

TEST_P(FileWatcherTiming, SettledFileIsReportedOnce) {
    write("old.txt");
    watch_settled();
    write("new.txt");
    append("new.txt");
    append("old.txt");
    create("empty.txt");
    EXPECT_THAT(reported_now(), IsEmpty());
    EXPECT_THAT(reported_later(),
                UnorderedElementsAre("created new.txt", "modified old.txt", "created empty.txt"));
}

TEST_P(FileWatcherTiming, SettleWaitsForTheWriter) {
    watch_settled();
    std::ofstream file(at("slow.txt"));
    EXPECT_THAT(reported_later(), IsEmpty());
    file << "half" << std::flush;
    EXPECT_THAT(reported_later(), IsEmpty());
    file.close();
    EXPECT_THAT(reported_later(), ElementsAre("created slow.txt"));
}

TEST_P(FileWatcherTiming, DownloadIsReportedUnderItsFinalName) {
    watch_settled();
    write("film.part");
    move("film.part", "film");
    write("gone.part");
    remove("gone.part");
    EXPECT_THAT(reported_later(), ElementsAre("created film"));
}

TEST_P(FileWatcherTiming, SettleKnowsTheFilesOfNewDirectories) {
    watch_settled();
    make_directory("a/b");
    write("a/b/c");
    std::filesystem::create_hard_link(at("a/b/c"), at("a/link"));
    move("a", "d");
    EXPECT_THAT(reported_later(), UnorderedElementsAre("created d/b/c", "created d/link"));
}

TEST_P(FileWatcherTiming, UnfinishedFileIsNamedInTheLogAtTheEnd) {
    watch_settled();
    write("closed.txt");
    std::ofstream file(at("open.txt"));
    file << "half" << std::flush;
    reported_now();
    watcher_->stop();
    EXPECT_THAT(described(sink_.events()), testing::Contains("created closed.txt"));
    EXPECT_THAT(described(sink_.events()), testing::Not(testing::Contains("created open.txt")));
    EXPECT_EQ(log_.lines_of("files_not_complete").size(), 1U);
}

TEST_P(FileWatcherTiming, DebounceMergesABurst) {
    write("old.txt");
    FileWatcherOptions options;
    options.timing.debounce = std::chrono::milliseconds(200);
    watch(std::move(options));
    append("old.txt");
    append("old.txt");
    write("new.txt");
    append("new.txt");
    EXPECT_THAT(reported_now(), IsEmpty());
    EXPECT_THAT(reported_later(), UnorderedElementsAre("modified old.txt", "created new.txt"));
}

TEST_P(FileWatcherTiming, OnlyTheEventsThatAreWantedCome) {
    FileWatcherOptions options;
    options.events = {EventKind::FileModified, EventKind::FileRenamed};
    watch(std::move(options));
    write("a");
    move("a", "b");
    remove("b");
    EXPECT_THAT(reported_later(), ElementsAre("modified a", "renamed a -> b"));
}

TEST_P(FileWatcherTiming, IgnoredDirectoryIsNotWatched) {
    make_directory(".git/objects");
    watch();
    write(".git/index");
    write(".git/objects/a");
    make_directory("sub/.git");
    write("sub/.git/index");
    make_directory("keep");
    write("keep/a");
    EXPECT_THAT(reported_later(), ElementsAre("created keep/a", "modified keep/a"));
    sink_.clear();
    move("keep", ".hg");
    write(".hg/b");
    EXPECT_THAT(reported_later(), ElementsAre("deleted keep/a"));
    sink_.clear();
    move(".hg", "keep");
    EXPECT_THAT(reported_later(), UnorderedElementsAre("created keep/a", "created keep/b"));
}

class FileWatcherDirectories : public FileWatcherOnStoppedClock {
protected:
    void watch_directories(Recursion recursion = Recursion::WholeTree) {
        FileWatcherOptions options;
        options.directories = DirectoryReports::Included;
        watch(std::move(options), recursion);
    }

    std::vector<std::string> directories() {
        std::vector<std::string> texts;
        for (const Event& event : sink_.events()) {
            if (*event.metadata.find("is_directory") == "true") {
                texts.push_back(describe(event));
            }
        }
        return texts;
    }
};
WEE_FILE_WATCHER_SUITE(FileWatcherDirectories);

TEST_P(FileWatcherDirectories, AreReportedWhereTheyAreAskedFor) {
    make_directory("old");
    watch_directories();
    make_directory("a/b");
    write("a/b/file");
    reported_later();
    move("a", "c");
    remove("old");
    EXPECT_THAT(reported_later(),
                testing::IsSupersetOf({"created a/b/file", "renamed a/b/file -> c/b/file"}));
    EXPECT_THAT(directories(), ElementsAre("created a", "created a/b", "renamed a -> c", "renamed a/b -> c/b",
                                           "deleted old"));
    sink_.clear();
    remove("c");
    EXPECT_THAT(reported_later(), ElementsAre("deleted c/b/file", "deleted c/b", "deleted c"));
}

TEST_P(FileWatcherDirectories, AreReportedWhereTheyAreNotEntered) {
    make_directory("old");
    watch_directories(Recursion::ThisDirectoryOnly);
    make_directory("a/b");
    write("a/file");
    make_directory(".git");
    move("a", "c");
    remove("old");
    reported_later();
    EXPECT_THAT(directories(), ElementsAre("created a", "renamed a -> c", "deleted old"));
    sink_.clear();
    std::filesystem::rename(at("c"), elsewhere_.path() / "c");
    reported_later();
    std::filesystem::rename(elsewhere_.path() / "c", at("c"));
    EXPECT_THAT(reported_later(), ElementsAre("deleted c", "created c"));
}

TEST_P(FileWatcherDirectories, AreNotReportedWhereTheyAreNotAskedFor) {
    watch();
    make_directory("a/b");
    remove("a");
    EXPECT_THAT(reported_later(), IsEmpty());
}

}  // namespace
}  // namespace wee
