#include "script/script_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// `allowed/` is open to scripts; `secret/` beside it is not.
class ScriptFilesTest : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directory(directory_.path() / "allowed");
        directory_.write_file("secret/key", "S3ntinel");
        files_ = make_script_files({in("")});
    }

    [[nodiscard]] std::string in(const std::string& name) const { return directory_.file("allowed/" + name); }
    [[nodiscard]] std::string secret() const { return directory_.file("secret/key"); }

    static std::string contents(const std::string& path) {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    /// Whatever comes of it.
    static void tries(const Result<void>& /*result*/) {}

    /// Every function is refused for this path, and nothing has happened.
    void expect_refused(const std::string& path) {
        EXPECT_FALSE(files_->read(path)) << path;
        EXPECT_FALSE(files_->write(path, "overwritten", WriteMode::Replace)) << path;
        EXPECT_FALSE(files_->write(path, "appended", WriteMode::Append)) << path;
        EXPECT_FALSE(files_->copy(path, in("copied"), SteadyTime::max(), {})) << path;
        EXPECT_FALSE(files_->copy(in("mine"), path, SteadyTime::max(), {})) << path;
        EXPECT_FALSE(files_->list(path)) << path;
        EXPECT_EQ(contents(secret()), "S3ntinel") << path;
    }

    TemporaryDirectory directory_;
    std::unique_ptr<ScriptFiles> files_;
};

TEST_F(ScriptFilesTest, ReadsWritesAppendsListsAndSizes) {
    EXPECT_TRUE(files_->write(in("a.txt"), "one\n", WriteMode::Replace));
    EXPECT_TRUE(files_->write(in("a.txt"), "two\n", WriteMode::Append));
    EXPECT_EQ(files_->read(in("a.txt")).value(), "one\ntwo\n");
    EXPECT_TRUE(files_->write(in("a.txt"), "", WriteMode::Replace));
    EXPECT_EQ(files_->size(in("a.txt")).value(), 0);
    EXPECT_TRUE(files_->write(in("\xff.bin"), std::string(100'000, '\0'), WriteMode::Replace));
    EXPECT_EQ(files_->read(in("\xff.bin")).value().size(), 100'000U);
    EXPECT_THAT(files_->list(in("")).value(), ElementsAre("a.txt", "\xff.bin"));
    EXPECT_EQ(files_->size(in("missing")).value(), -1);
    EXPECT_EQ(files_->size(in("")).value(), -1);
    EXPECT_FALSE(files_->exists(in("missing")).value());
    EXPECT_TRUE(files_->exists(in("a.txt")).value());
    EXPECT_TRUE(files_->exists(in("")).value());
}

TEST_F(ScriptFilesTest, MakesFoldersCopiesMovesAndDeletes) {
    EXPECT_TRUE(files_->make_folder(in("x/y/z")));
    EXPECT_TRUE(files_->make_folder(in("x/y/z/")));
    EXPECT_TRUE(files_->write(in("x/y/z/a"), "text", WriteMode::Replace));
    EXPECT_TRUE(files_->copy(in("x/y/z/a"), in("b"), SteadyTime::max(), {}));
    EXPECT_TRUE(files_->move(in("b"), in("x/c")));
    EXPECT_EQ(files_->read(in("x/c")).value(), "text");
    EXPECT_FALSE(files_->exists(in("b")).value());
    EXPECT_FALSE(files_->remove(in("x/y")));
    EXPECT_TRUE(files_->remove(in("x/y/z/a")));
    EXPECT_TRUE(files_->remove(in("x/y/z")));
    EXPECT_FALSE(files_->copy(in("x/c"), in("x/c"), SteadyTime::max(), {}));
    EXPECT_EQ(files_->read(in("x/c")).value(), "text");
    EXPECT_FALSE(files_->remove(in("")));
    EXPECT_FALSE(files_->remove(in("missing")));
}

TEST_F(ScriptFilesTest, AnErrorNamesThePathTheFoldersAndTheMend) {
    const std::string message = files_->read("/etc/passwd").error().message();
    EXPECT_THAT(message, HasSubstr("\"/etc/passwd\" is outside of the folders that scripts may use"));
    EXPECT_THAT(message, HasSubstr("allow_paths = [\"/etc\"]"));
    EXPECT_THAT(message, HasSubstr("/allowed"));
}

TEST_F(ScriptFilesTest, PathsThatLeadOutAreRefused) {
    ASSERT_TRUE(files_->write(in("mine"), "mine", WriteMode::Replace));
    ASSERT_TRUE(files_->make_folder(in("folder")));
    std::filesystem::create_symlink("../secret", in("folder_out"));
    std::filesystem::create_symlink("../secret/key", in("file_out"));
    std::filesystem::create_symlink(secret(), in("absolute_out"));
    std::filesystem::create_symlink("folder_out", in("twice_out"));
    std::filesystem::create_symlink("/proc/self/root", in("magic"));
    std::filesystem::create_symlink("loop", in("loop"));
    const std::string cwd_relative = std::filesystem::relative(secret()).string();
    for (const std::string& path :
         {secret(), in("../secret/key"), in("folder/../../secret/key"), in("./..//secret/key"),
          in("folder_out/key"), in("file_out"), in("absolute_out"), in("twice_out/key"),
          in("magic") + secret(), in("loop"), in("loop/x"), cwd_relative, in("") + "2/key", std::string(),
          std::string("mine\0/etc/passwd", 16), in(std::string(5000, 'a')), std::string("/proc/self/environ"),
          std::string("/dev/tty")}) {
        expect_refused(path);
        EXPECT_FALSE(files_->move(in("mine"), path)  // a link may be replaced, what it leads to may not
                     && contents(secret()) != "S3ntinel");
        tries(files_->write(in("mine"), "mine", WriteMode::Replace));
    }
    for (const std::string& path : {directory_.file("secret"), in("folder_out/new"), in("twice_out/new")}) {
        EXPECT_FALSE(files_->make_folder(path + "/made")) << path;
        EXPECT_FALSE(files_->remove(path + "/key")) << path;
        EXPECT_FALSE(files_->move(path + "/key", in("got"))) << path;
    }
    EXPECT_TRUE(std::filesystem::exists(secret()));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_.path() / "secret"), {}), 1);
}

TEST_F(ScriptFilesTest, LinksThatStayInsideAreFollowed) {
    ASSERT_TRUE(files_->make_folder(in("real")));
    std::filesystem::create_directory_symlink("real", in("link"));
    EXPECT_TRUE(files_->write(in("link/a"), "text", WriteMode::Replace));
    EXPECT_EQ(files_->read(in("real/a")).value(), "text");
    EXPECT_TRUE(files_->remove(in("link")));
    EXPECT_TRUE(files_->exists(in("real/a")).value());
}

TEST_F(ScriptFilesTest, WhatCouldWaitForEverIsRefused) {
    ASSERT_EQ(::mkfifo(in("pipe").c_str(), 0600), 0);
    EXPECT_FALSE(files_->read(in("pipe")));
    EXPECT_FALSE(files_->write(in("pipe"), "x", WriteMode::Replace));
    EXPECT_FALSE(files_->read(in("")));
    ASSERT_EQ(::truncate(directory_.write_file("allowed/huge", "").c_str(), std::int64_t{10} << 30), 0);
    EXPECT_THAT(files_->read(in("huge")).error().message(), HasSubstr("larger than the 8 MiB"));
    const auto past = std::chrono::steady_clock::now();
    EXPECT_FALSE(files_->copy(in("huge"), in("copy"), past, {}));
    EXPECT_LT(std::filesystem::file_size(in("copy")), 1'000'000U);
}

/// While one thread swaps a folder for a link that leads out, others use paths through it.
TEST_F(ScriptFilesTest, ALinkThatIsSwappedInMeanwhileLeadsNowhere) {
    std::filesystem::create_directory(in("real"));
    std::ofstream(in("real/key")) << "harmless";
    std::filesystem::create_symlink(directory_.file("secret"), in("evil"));
    std::atomic<bool> done = false;
    std::jthread swapper([this, &done] {
        const std::string name = in("real");
        const std::string evil = in("evil");
        while (!done) {
            ::renameat2(AT_FDCWD, name.c_str(), AT_FDCWD, evil.c_str(), RENAME_EXCHANGE);
            std::this_thread::yield();
        }
    });
    int seen = 0;
    for (int i = 0; i < 200; ++i) {
        const Result<std::string> text = files_->read(in("real/key"));
        seen += text ? 1 : 0;
        EXPECT_THAT(text ? text.value() : "", AnyOf("", "harmless", "replaced"));
        tries(files_->write(in("real/key"), "replaced", WriteMode::Replace));
        tries(files_->copy(in("real/key"), in("copy"), SteadyTime::max(), {}));
        tries(files_->make_folder(in("real/made/" + std::to_string(i))));
        tries(files_->remove(in("real/made/" + std::to_string(i))));
        tries(files_->move(in("copy"), in("real/moved")));
        tries(files_->remove(in("real/moved")));
    }
    done = true;
    swapper.join();
    EXPECT_GT(seen, 0);
    EXPECT_EQ(contents(secret()), "S3ntinel");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_.path() / "secret"), {}), 1);
}

}  // namespace
}  // namespace wee
