#include "sources/files/file_poller.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <system_error>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/awaited.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

/// A disk of one directory `/d` with one file, whose server can stop answering.
class RemoteDisk final : public DirectoryLister {
public:
    std::error_code look_at(const std::string& path, DirectoryEntry& entry) const override {
        answer();
        entry.type = path == "/d" ? EntryType::Directory : EntryType::File;
        entry.identity = {1, 1, 1};
        return path == "/d" ? std::error_code() : std::make_error_code(std::errc::no_such_file_or_directory);
    }
    std::error_code list(const std::string&, SymbolicLinks, const std::stop_token&,
                         std::vector<DirectoryEntry>& entries) const override {
        answer();
        if (fails) {
            return std::make_error_code(std::errc::io_error);
        }
        entries = {{"file", EntryType::File, false, {1, 2, 1}, size, 0}};
        if (has_second) {
            entries.push_back({"second", EntryType::File, false, {1, 3, 1}, 0, 0});
        }
        return {};
    }

    Awaited<bool> hangs;
    std::atomic<bool> fails = false;
    std::atomic<bool> has_second = false;
    std::atomic<std::uint64_t> size = 1;
    mutable Awaited<int> waiting;

private:
    void answer() const {
        waiting.change([](int& count) { ++count; });
        EXPECT_TRUE(hangs.wait_until([](bool value) { return !value; }, std::chrono::seconds(60)));
        waiting.change([](int& count) { --count; });
    }
};

class FilePollerTest : public testing::Test {
protected:
    FilePollerTest() {
        options_.name = "files";
        options_.poll_interval = std::chrono::milliseconds(5);
    }
    void start() {
        poller_ = std::make_unique<FilePoller>(options_, disk_, sink_, log_, clock_);
        poller_->add("/d", PolledRootKind::Named, Arrival::KnownAtStart);
        ASSERT_TRUE(poller_->start().ok());
    }
    [[nodiscard]] bool looks_at_once() const {
        return poller_->wait_for_first_look(std::stop_token(), std::chrono::seconds(10)).value();
    }
    void hang() {
        disk_->hangs.change([](bool& value) { value = true; });
        EXPECT_TRUE(disk_->waiting.wait_until([](int count) { return count > 0; }));
    }

    FileWatcherOptions options_;
    std::shared_ptr<RemoteDisk> disk_ = std::make_shared<RemoteDisk>();
    RecordingSink sink_;
    RecordingLog log_;
    SystemClock clock_;
    std::unique_ptr<FilePoller> poller_;
};

TEST_F(FilePollerTest, DoesNotWaitForAServerThatIsGoneWhenItStops) {
    start();
    ASSERT_TRUE(looks_at_once());
    hang();
    const auto before = std::chrono::steady_clock::now();
    poller_->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
    EXPECT_EQ(log_.lines_of("file_system_hangs").size(), 1U);
    disk_->has_second = true;
    disk_->hangs.change([](bool& value) { value = false; });
    EXPECT_TRUE(disk_->waiting.wait_until([](int count) { return count == 0; }));
    EXPECT_EQ(sink_.size(), 0U);
}

TEST_F(FilePollerTest, SaysWhenTheFirstLookDoesNotEndInTime) {
    disk_->hangs.change([](bool& value) { value = true; });
    start();
    EXPECT_FALSE(poller_->wait_for_first_look(std::stop_token(), std::chrono::milliseconds(20)).value());
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(poller_->wait_for_first_look(stop.get_token(), std::chrono::seconds(60)).ok());
    disk_->hangs.change([](bool& value) { value = false; });
    EXPECT_TRUE(looks_at_once());
}

TEST_F(FilePollerTest, KeepsWhatItKnewOfADirectoryThatCannotBeReadForAWhile) {
    start();
    ASSERT_TRUE(looks_at_once());
    disk_->fails = true;
    EXPECT_TRUE(log_.wait_for("directory_not_watched"));
    disk_->has_second = true;
    disk_->fails = false;
    EXPECT_TRUE(sink_.wait_for(1));
    EXPECT_EQ(sink_.events().front().kind, EventKind::FileCreated);
    EXPECT_EQ(log_.lines_of("directory_not_watched").size(), 1U);
}

TEST_F(FilePollerTest, ReportsARootThatIsTakenAwayAsGone) {
    start();
    ASSERT_TRUE(looks_at_once());
    poller_->remove("/d");
    EXPECT_TRUE(sink_.wait_for(1));
    EXPECT_EQ(sink_.events().front().kind, EventKind::FileDeleted);
    poller_->add("/d", PolledRootKind::Found, Arrival::Created);
    EXPECT_TRUE(sink_.wait_for(2));
    EXPECT_EQ(sink_.events().at(1).kind, EventKind::FileCreated);
}

}  // namespace
}  // namespace wee
