#include "os/linux/posix_file_writer.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class PosixFileWriterTest : public testing::Test {
protected:
    Result<void> write(const std::string& path, std::string_view content, WriteMode mode) {
        return files_->write({path, content, mode});
    }
    static std::string content_of(const std::string& path) {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    }

    const TemporaryDirectory directory_;
    const std::unique_ptr<FileWriter> files_ = make_file_writer();
};

/// No file may grow beyond this while it lives: a disk that is full.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        former_action_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &former_);
        const rlimit limit{bytes, former_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &former_);
        std::signal(SIGXFSZ, former_action_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit former_{};
    void (*former_action_)(int) = nullptr;
};

TEST_F(PosixFileWriterTest, AReplacedFileKeepsItsPermissions) {
    const std::string path = directory_.write_file("script.sh", "old");
    ASSERT_EQ(::chmod(path.c_str(), 0750), 0);
    ASSERT_TRUE(write(path, "new", WriteMode::Replace).ok());
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0750U);
}

TEST_F(PosixFileWriterTest, WhoReadsMeanwhileSeesOneContentOrTheOther) {
    const std::string path = directory_.file("state");
    const std::string first(100'000, 'a');
    const std::string second(100'000, 'b');
    ASSERT_TRUE(write(path, first, WriteMode::Replace).ok());
    std::jthread writer([&](const std::stop_token& stop) {
        for (int i = 0; !stop.stop_requested(); ++i) {
            static_cast<void>(write(path, i % 2 == 0 ? second : first, WriteMode::Replace));
        }
    });
    for (int i = 0; i < 200; ++i) {
        const std::string seen = content_of(path);
        ASSERT_TRUE(seen == first || seen == second) << seen.size() << " bytes";
    }
}

TEST_F(PosixFileWriterTest, ALinkStaysALink) {
    const std::string target = directory_.write_file("real/target", "old");
    const std::string link = directory_.file("link");
    fs::create_symlink(target, link);
    ASSERT_TRUE(write(link, "new", WriteMode::Replace).ok());
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(content_of(target), "new");
    ASSERT_TRUE(write(link, "er", WriteMode::Append).ok());
    EXPECT_EQ(content_of(target), "newer");
}

TEST_F(PosixFileWriterTest, APipeIsRefusedWithoutWaiting) {
    const std::string pipe = directory_.file("pipe");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    for (const WriteMode mode : {WriteMode::Append, WriteMode::Replace}) {
        const Result<void> refused = write(pipe, "x", mode);
        ASSERT_FALSE(refused.ok());
        EXPECT_THAT(refused.error().message(), HasSubstr("a pipe"));
    }
    EXPECT_TRUE(fs::is_fifo(pipe));
}

TEST_F(PosixFileWriterTest, WhatAFullDiskCutsOffIsTakenBack) {
    const std::string path = directory_.write_file("log", "kept\n");
    const FileSizeLimit limit(100);
    const Result<void> failed = write(path, std::string(1000, 'x'), WriteMode::Append);
    ASSERT_FALSE(failed.ok());
    EXPECT_THAT(failed.error().message(), HasSubstr("cannot be written"));
    EXPECT_EQ(content_of(path), "kept\n");
    EXPECT_FALSE(write(path, std::string(1000, 'x'), WriteMode::Replace).ok());
    EXPECT_EQ(content_of(path), "kept\n");
    EXPECT_EQ(std::distance(fs::directory_iterator(directory_.path()), {}), 1);
}

TEST_F(PosixFileWriterTest, AMissingRightIsNamed) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may write everywhere";
    }
    fs::permissions(directory_.path(), fs::perms::owner_read | fs::perms::owner_exec);
    for (const WriteMode mode : {WriteMode::Append, WriteMode::Replace}) {
        EXPECT_THAT(write(directory_.file("a"), "x", mode).error().message(),
                    HasSubstr("may not write there"));
    }
    fs::permissions(directory_.path(), fs::perms::owner_all);
}

TEST_F(PosixFileWriterTest, ANameThatIsNoUtf8KeepsItsBytes) {
    const std::string path = directory_.file(
        "a\xff"
        "b");
    ASSERT_TRUE(write(path, "x", WriteMode::Replace).ok());
    EXPECT_EQ(content_of(path), "x");
}

}  // namespace
}  // namespace wee
