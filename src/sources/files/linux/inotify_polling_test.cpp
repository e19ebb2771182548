#include <sched.h>
#include <sys/mount.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sources/files/linux/inotify_file_watcher.h"
#include "tests/support/fake_environment.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"
#include "tests/support/temporary_directory.h"

// What inotify does not see: other machines' file systems, what is mounted, what no watch is left for.

namespace wee {
namespace {

using testing::HasSubstr;

/// A kernel with few watches.
class LimitedQueue final : public InotifyQueue {
public:
    LimitedQueue(std::unique_ptr<InotifyQueue> kernel, int watches)
        : kernel_(std::move(kernel)), watches_(watches) {}

    [[nodiscard]] int descriptor() const override { return kernel_->descriptor(); }
    int add_watch(const std::string& path, std::uint32_t mask) override {
        const int watch = kernel_->add_watch(path, mask);
        if (watch > watches_) {
            kernel_->remove_watch(watch);
            return -ENOSPC;
        }
        return watch;
    }
    void remove_watch(int watch) override { kernel_->remove_watch(watch); }
    std::size_t read(std::span<std::byte> buffer) override { return kernel_->read(buffer); }

private:
    std::unique_ptr<InotifyQueue> kernel_;
    const int watches_;
};

class InotifyPolling : public testing::Test {
protected:
    void watch(const std::string& path, const std::string& mounts = "/proc/thread-self/mountinfo") {
        FileWatcherOptions options;
        options.name = "files";
        options.paths = {path};
        options.recursion = Recursion::WholeTree;
        options.poll_interval = std::chrono::milliseconds(10);
        source_ = make_inotify_file_watcher(
            options, log_, clock_, environment_,
            [this] {
                return Result<std::unique_ptr<InotifyQueue>>(
                    std::make_unique<LimitedQueue>(open_inotify_queue().value(), watches_));
            },
            mounts);
        const Result<void> started = source_->start(sink_);
        ASSERT_TRUE(started.ok()) << started.error().message();
    }
    void create(const std::string& name) const { directory_.write_file(name, ""); }
    [[nodiscard]] bool wait_for(EventKind kind, const std::string& name, std::ptrdiff_t times = 1) const {
        return sink_.wait_until([&](const EventBatch& events) {
            return std::ranges::count_if(events, [&](const Event& event) {
                       const std::string* path = event.metadata.find(FieldId::Path);
                       return event.kind == kind && path != nullptr && *path == directory_.file(name);
                   }) >= times;
        });
    }
    /// Runs it where it may mount what it likes without anybody else seeing it.
    static void in_own_namespace(const std::function<void()>& body) {
        int error = 0;
        std::thread([&] {
            const bool is_private =
                unshare(CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
            error = is_private ? 0 : errno;
            if (is_private) {
                body();
            }
        }).join();
        if (error != 0) {
            GTEST_SKIP() << "mounting is not permitted here: " << std::generic_category().message(error);
        }
    }
    void mount_over(const std::string& name) const {
        ASSERT_EQ(mount("tmpfs", directory_.file(name).c_str(), "tmpfs", 0, nullptr), 0) << errno;
    }
    void unmount(const std::string& name) const {
        ASSERT_EQ(umount2(directory_.file(name).c_str(), MNT_DETACH), 0) << errno;
    }

    TemporaryDirectory directory_;
    RecordingLog log_;
    RecordingSink sink_;
    SystemClock clock_;
    FakeEnvironment environment_;
    int watches_ = 1'000'000;
    std::unique_ptr<Source> source_;
};

TEST_F(InotifyPolling, PollsWhatNoWatchIsLeftForAndSaysSoOnce) {
    for (int index = 0; index < 30; ++index) {
        create("d" + std::to_string(index) + "/below/old");
    }
    watches_ = 20;
    watch(directory_.text());
    const auto warnings = log_.lines_of("watch_limit_reached");
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].level, LogLevel::Warning);
    EXPECT_THAT(warnings[0].message, HasSubstr("sysctl fs.inotify.max_user_watches="));
    for (int index = 0; index < 30; ++index) {
        create("d" + std::to_string(index) + "/below/new");
    }
    for (int index = 0; index < 30; ++index) {
        EXPECT_TRUE(wait_for(EventKind::FileCreated, "d" + std::to_string(index) + "/below/new")) << index;
    }
    EXPECT_EQ(sink_.size(), 30U);
    for (int index = 0; index < 30; ++index) {
        std::filesystem::remove_all(directory_.file("d" + std::to_string(index)));
    }
    for (int index = 0; index < 30; ++index) {
        EXPECT_TRUE(wait_for(EventKind::FileDeleted, "d" + std::to_string(index) + "/below/old")) << index;
    }
}

TEST_F(InotifyPolling, SeesAMissingRootAppearWhenNoWatchIsLeftForItsParents) {
    watches_ = 0;
    watch(directory_.file("not/yet"));
    create("not/yet/new");
    EXPECT_TRUE(wait_for(EventKind::FileCreated, "not/yet/new"));
    EXPECT_EQ(log_.lines_of("path_missing").size(), 1U);
    EXPECT_EQ(log_.lines_of("path_appeared").size(), 1U);
}

TEST_F(InotifyPolling, PollsNetworkFileSystems) {
    const TemporaryDirectory list;
    create("near/old");
    create("far/old");
    const std::string mounts =
        list.write_file("mountinfo", "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 21 0:40 / " +
                                         directory_.file("far") + " rw - nfs4 server:/share rw\n");
    watch(directory_.text(), mounts);
    create("far/new");
    create("near/new");
    EXPECT_TRUE(wait_for(EventKind::FileCreated, "far/new"));
    EXPECT_TRUE(wait_for(EventKind::FileCreated, "near/new"));
    EXPECT_EQ(sink_.size(), 2U);
    source_->stop();

    watch(directory_.file("far"), mounts);
    const auto lines = log_.lines_of("path_polled");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_THAT(lines[0].message, HasSubstr("other machines"));
    create("far/second");
    EXPECT_TRUE(wait_for(EventKind::FileCreated, "far/second"));
}

TEST_F(InotifyPolling, SeesWhatIsMountedOverADirectoryAndUnmounted) {
    in_own_namespace([this] {
        create("sub/deep/old");
        watch(directory_.text());
        mount_over("sub");
        EXPECT_TRUE(wait_for(EventKind::FileDeleted, "sub/deep/old"));
        create("sub/new");
        EXPECT_TRUE(wait_for(EventKind::FileCreated, "sub/new"));
        unmount("sub");
        EXPECT_TRUE(wait_for(EventKind::FileDeleted, "sub/new"));
        EXPECT_TRUE(wait_for(EventKind::FileCreated, "sub/deep/old"));
        create("sub/deep/last");
        EXPECT_TRUE(wait_for(EventKind::FileCreated, "sub/deep/last"));
        source_->stop();
    });
}

TEST_F(InotifyPolling, SeesWhatIsMountedOverARootAndAboveIt) {
    in_own_namespace([this] {
        create("above/root/old");
        watch(directory_.file("above/root"));
        mount_over("above/root");
        EXPECT_TRUE(wait_for(EventKind::FileDeleted, "above/root/old"));
        create("above/root/new");
        EXPECT_TRUE(wait_for(EventKind::FileCreated, "above/root/new"));
        unmount("above/root");
        EXPECT_TRUE(wait_for(EventKind::FileCreated, "above/root/old"));
        mount_over("above");
        EXPECT_TRUE(wait_for(EventKind::FileDeleted, "above/root/old", 2));
        unmount("above");
        EXPECT_TRUE(wait_for(EventKind::FileCreated, "above/root/old", 2));
        source_->stop();
    });
}

TEST_F(InotifyPolling, SeesWritesToTheFileThatARootLeadsTo) {
    create("settings");
    std::filesystem::create_symlink(directory_.file("settings"), directory_.file("link"));
    watch(directory_.file("link"));
    EXPECT_EQ(log_.lines_of("path_polled").size(), 1U);
    directory_.write_file("settings", "changed");
    EXPECT_TRUE(wait_for(EventKind::FileModified, "link"));
}

TEST_F(InotifyPolling, SeesTheFileComeThatARootLeadsTo) {
    std::filesystem::create_symlink(directory_.file("settings"), directory_.file("link"));
    watch(directory_.file("link"));
    directory_.write_file("settings", "new");
    EXPECT_TRUE(wait_for(EventKind::FileModified, "link"));
}

}  // namespace
}  // namespace wee
