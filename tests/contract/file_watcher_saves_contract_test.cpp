#include "tests/contract/file_watcher_stopped_clock.h"

// How programs save a file, step by step: whichever way, it is one FileModified of that file.

namespace wee {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class FileWatcherSaves : public FileWatcherOnStoppedClock {
protected:
    FileWatcherSaves() { write("a.txt", "old"); }

    void watch_without_ignoring() {
        FileWatcherOptions options;
        options.ignore = {};
        watch(std::move(options));
    }

    void save_as_vim_does() const {
        create(".a.txt.swp");
        write("4913");
        remove("4913");
        move("a.txt", "a.txt~");
        write("a.txt", "new");
        remove("a.txt~");
        remove(".a.txt.swp");
    }
    void save_as_emacs_does() const {
        move("a.txt", "a.txt~");
        write("a.txt", "new");
    }
    void save_through(const std::string& temporary) const {
        write(temporary, "new");
        move(temporary, "a.txt");
    }
};
WEE_FILE_WATCHER_SUITE(FileWatcherSaves);

TEST_P(FileWatcherSaves, OfVim) {
    watch();
    save_as_vim_does();
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, OfVimWithoutIgnoring) {
    watch_without_ignoring();
    save_as_vim_does();
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, OfVimThatCopiesTheOldFile) {
    watch_without_ignoring();
    write("a.txt~", "old");
    write("a.txt", "new");
    remove("a.txt~");
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, OfEmacs) {
    watch();
    create(".#a.txt");
    create("#a.txt#");
    save_as_emacs_does();
    remove("#a.txt#");
    remove(".#a.txt");
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, OfEmacsWithoutIgnoringTellOfTheBackupToo) {
    watch_without_ignoring();
    save_as_emacs_does();
    EXPECT_THAT(reported_later(), UnorderedElementsAre("modified a.txt", "created a.txt~"));
}

TEST_P(FileWatcherSaves, ThroughATemporaryFile) {
    watch_without_ignoring();
    for (const std::string name : {"a.txt.X7fQpK", "a.txt.tmp", ".a.txt.8fd2", "sedX7fQp2", "lu123xyz.tmp",
                                   ".goutputstream-AB12CD", "a.txt.vsctmp"}) {
        save_through(name);
        EXPECT_THAT(reported_later(), ElementsAre("modified a.txt")) << name;
        sink_.clear();
    }
}

TEST_P(FileWatcherSaves, ThroughATemporaryFileOfAnyName) {
    watch();
    save_through("unheard-of");
    EXPECT_THAT(reported_later(), ElementsAre("created unheard-of", "modified unheard-of",
                                              "renamed unheard-of -> a.txt", "modified a.txt"));
}

TEST_P(FileWatcherSaves, ThroughATemporaryFileOfAnotherDirectory) {
    watch();
    std::ofstream(elsewhere_.path() / "new") << "new";
    std::filesystem::rename(elsewhere_.path() / "new", at("a.txt"));
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, OfJetBrains) {
    watch_without_ignoring();
    write("a.txt___jb_tmp___", "new");
    move("a.txt", "a.txt___jb_old___");
    move("a.txt___jb_tmp___", "a.txt");
    remove("a.txt___jb_old___");
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, InPlace) {
    watch();
    write("a.txt", "new");
    EXPECT_THAT(reported_now(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, ByDeletingAndWritingAnew) {
    watch();
    remove("a.txt");
    write("a.txt", "new");
    EXPECT_THAT(reported_now(), ElementsAre("modified a.txt"));
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, DoNotHideARenameToTheNameOfABackup) {
    watch_without_ignoring();
    move("a.txt", "a.txt.bak");
    EXPECT_THAT(reported_now(), IsEmpty());
    EXPECT_THAT(reported_later(), ElementsAre("renamed a.txt -> a.txt.bak"));
}

TEST_P(FileWatcherSaves, DoNotHideTheRotationOfALog) {
    watch();
    move("a.txt", "a.txt.1");
    create("a.txt");
    EXPECT_THAT(reported_now(), ElementsAre("renamed a.txt -> a.txt.1", "created a.txt"));
}

TEST_P(FileWatcherSaves, AreSeenOnceWithSettle) {
    FileWatcherOptions options;
    options.timing.settle = std::chrono::seconds(1);
    watch(std::move(options));
    save_as_vim_does();
    EXPECT_THAT(reported_now(), IsEmpty());
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherSaves, HalfAMoveIsADeletionAfterAWhile) {
    watch();
    std::filesystem::rename(at("a.txt"), elsewhere_.path() / "a.txt");
    EXPECT_THAT(reported_now(), IsEmpty());
    EXPECT_THAT(reported_later(), ElementsAre("deleted a.txt"));
}

}  // namespace
}  // namespace wee
