#include <cstdlib>

#include "tests/contract/file_watcher_stopped_clock.h"

// Real programs change the files: cp, mv, sed, git, vim.

namespace wee {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class FileWatcherTools : public FileWatcherOnStoppedClock {
protected:
    /// Runs the line in the temporary directory. False when it fails: also where there is no such program.
    [[nodiscard]] bool run(const std::string& line) const {
        const std::string whole =
            "cd '" + directory_.text() + "' && { " + line + "; } </dev/null >/dev/null 2>&1";
        return std::system(whole.c_str()) == 0;
    }
    void settle() {
        FileWatcherOptions options;
        options.timing.settle = std::chrono::milliseconds(500);
        watch(std::move(options));
    }
};
WEE_FILE_WATCHER_SUITE(FileWatcherTools);

TEST_P(FileWatcherTools, SedInPlaceIsOneModification) {
    write("a.txt", "old\n");
    FileWatcherOptions options;
    options.ignore = {};
    watch(std::move(options));
    ASSERT_TRUE(run("sed -i s/old/new/ a.txt"));
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherTools, SedThatKeepsABackupTellsOfItToo) {
    write("a.txt", "old\n");
    watch();
    ASSERT_TRUE(run("sed -i.bak s/old/new/ a.txt"));
    EXPECT_THAT(reported_later(), UnorderedElementsAre("modified a.txt", "created a.txt.bak"));
}

TEST_P(FileWatcherTools, VimSavesInOneModification) {
    if (!run("vim --version")) {
        GTEST_SKIP() << "there is no vim here";
    }
    write("a.txt", "old\n");
    watch();
    for (const std::string option : {"backupcopy=no", "backupcopy=yes", "backupcopy=auto", "nowritebackup"}) {
        ASSERT_TRUE(run("vim -u NONE -es -c 'set " + option + "' -c 'normal onew' -c wq a.txt"));
        EXPECT_THAT(reported_later(), ElementsAre("modified a.txt")) << option;
        sink_.clear();
    }
}

TEST_P(FileWatcherTools, GitCheckoutIsOneModification) {
    if (!run("git --version")) {
        GTEST_SKIP() << "there is no git here";
    }
    write("a.txt", "old\n");
    ASSERT_TRUE(run("git init -q && git add a.txt && git -c user.name=a -c user.email=a@b commit -qm 1"));
    write("a.txt", "new\n");
    watch();
    ASSERT_TRUE(run("git checkout a.txt"));
    EXPECT_THAT(reported_later(), ElementsAre("modified a.txt"));
}

TEST_P(FileWatcherTools, CopiesAreReportedOnceTheyAreWhole) {
    make_directory("from/deep");
    ASSERT_TRUE(run("head -c 300000 /dev/zero >from/a; head -c 300000 /dev/zero >from/deep/b"));
    settle();
    ASSERT_TRUE(run("cp -r from to && cp from/a c && cp -p from/a d && mv d e"));
    EXPECT_THAT(reported_later(),
                UnorderedElementsAre("created to/a", "created to/deep/b", "created c", "created e"));
    sink_.clear();
    ASSERT_TRUE(run("cp from/a c && ln -s c link && mv e " + elsewhere_.text() + " && mv to moved"));
    EXPECT_THAT(reported_later(),
                UnorderedElementsAre("modified c", "created link", "deleted e", "renamed to/a -> moved/a",
                                     "renamed to/deep/b -> moved/deep/b"));
}

}  // namespace
}  // namespace wee
