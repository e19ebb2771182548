#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/backends.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::HasSubstr;

/// What every backend of FileWriter promises.
class FileWriterContract : public testing::Test {
protected:
    Result<void> write(const std::string& path, std::string_view content, WriteMode mode,
                       bool creates_directories = false) {
        return files_->write({path, content, mode, creates_directories});
    }
    static std::string content_of(const std::string& path) {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }
    /// How many files are in the test's directory.
    [[nodiscard]] std::ptrdiff_t count_files() const {
        return std::distance(std::filesystem::directory_iterator(directory_.path()), {});
    }

    const TemporaryDirectory directory_;
    const std::unique_ptr<FileWriter> files_ = make_file_writer();
};

TEST_F(FileWriterContract, AppendsBehindWhatIsThere) {
    const std::string path = directory_.file("a sheet.txt");
    ASSERT_TRUE(write(path, "one\n", WriteMode::Append).ok());
    ASSERT_TRUE(write(path, "two\n", WriteMode::Append).ok());
    EXPECT_EQ(content_of(path), "one\ntwo\n");
}

TEST_F(FileWriterContract, ReplacesTheWholeAndLeavesNothingBeside) {
    const std::string path = directory_.file("state.json");
    ASSERT_TRUE(write(path, "a long content", WriteMode::Replace).ok());
    ASSERT_TRUE(write(path, "short", WriteMode::Replace).ok());
    EXPECT_EQ(content_of(path), "short");
    EXPECT_EQ(count_files(), 1);
}

TEST_F(FileWriterContract, LinesOfSeveralWritersDoNotMix) {
    const std::string path = directory_.file("log");
    std::vector<std::jthread> writers;
    for (const char letter : {'a', 'b', 'c', 'd'}) {
        writers.emplace_back([this, &path, letter] {
            for (int i = 0; i < 200; ++i) {
                static_cast<void>(write(path, std::string(99, letter) + '\n', WriteMode::Append));
            }
        });
    }
    writers.clear();
    std::istringstream lines(content_of(path));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        ASSERT_EQ(line, std::string(99, line.at(0)));
    }
    EXPECT_EQ(count, 800);
}

TEST_F(FileWriterContract, CreatesDirectoriesOnlyWhenItIsTold) {
    const std::string path = (directory_.path() / "a" / "b" / "c.txt").string();
    for (const WriteMode mode : {WriteMode::Append, WriteMode::Replace}) {
        const Result<void> refused = write(path, "x", mode);
        ASSERT_FALSE(refused.ok());
        EXPECT_THAT(refused.error().message(), HasSubstr("create_directories = true"));
    }
    ASSERT_TRUE(write(path, "x", WriteMode::Append, true).ok());
    ASSERT_TRUE(write(path, "y", WriteMode::Append, true).ok());
    EXPECT_EQ(content_of(path), "xy");
}

TEST_F(FileWriterContract, ADirectoryIsNoFile) {
    for (const WriteMode mode : {WriteMode::Append, WriteMode::Replace}) {
        const Result<void> refused = write(directory_.text(), "x", mode);
        ASSERT_FALSE(refused.ok());
        EXPECT_THAT(refused.error().message(), HasSubstr("directory"));
    }
    EXPECT_EQ(count_files(), 0);
}

}  // namespace
}  // namespace wee
