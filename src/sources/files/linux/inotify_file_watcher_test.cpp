#include "sources/files/linux/inotify_file_watcher.h"

#include <pthread.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/awaited.h"
#include "tests/support/fake_environment.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"
#include "tests/support/temporary_directory.h"

// What can only be shown with a hand on the kernel's queue. After an overflow: inotify_overflow_test.cpp.
// The rest: tests/contract/file_watcher_contract_test.cpp.

namespace wee {
namespace {

using testing::HasSubstr;

/// What the kernel does badly, at the test's command.
struct Trouble {
    int watches_left = 1'000'000;
    std::string unreadable;  // a directory that may not be read
    std::function<void()> before_watch = [] {};
    Awaited<bool> stalled;
};

class TroubledQueue final : public InotifyQueue {
public:
    TroubledQueue(std::unique_ptr<InotifyQueue> kernel, Trouble& trouble)
        : kernel_(std::move(kernel)), trouble_(trouble) {}

    [[nodiscard]] int descriptor() const override { return kernel_->descriptor(); }
    int add_watch(const std::string& path, std::uint32_t mask) override {
        trouble_.before_watch();
        if (path == trouble_.unreadable) {
            return -EACCES;
        }
        const int watch = kernel_->add_watch(path, mask);
        if (watch < 0 || known_.contains(watch)) {
            return watch;
        }
        if (trouble_.watches_left == 0) {
            kernel_->remove_watch(watch);
            return -ENOSPC;
        }
        --trouble_.watches_left;
        known_.insert(watch);
        return watch;
    }
    void remove_watch(int watch) override { kernel_->remove_watch(watch); }
    std::size_t read(std::span<std::byte> buffer) override {
        EXPECT_TRUE(
            trouble_.stalled.wait_until([](bool stalled) { return !stalled; }, std::chrono::seconds(60)));
        return kernel_->read(buffer);
    }

private:
    std::unique_ptr<InotifyQueue> kernel_;
    Trouble& trouble_;
    std::set<int> known_;
};

class InotifyFileWatcher : public testing::Test {
protected:
    std::unique_ptr<Source> watcher() { return watcher(clock_); }
    std::unique_ptr<Source> watcher(const Clock& clock) {
        FileWatcherOptions options;
        options.name = "files";
        options.paths = {directory_.text()};
        options.recursion = Recursion::WholeTree;
        options.backend = backend_;
        options.poll_interval = std::chrono::milliseconds(10);
        return make_inotify_file_watcher(options, log_, clock, environment_, [this]() {
            auto kernel = open_inotify_queue().value();
            return Result<std::unique_ptr<InotifyQueue>>(
                std::make_unique<TroubledQueue>(std::move(kernel), trouble_));
        });
    }

    void create(const std::string& name) const { directory_.write_file(name, ""); }
    [[nodiscard]] bool wait_for(EventKind kind, const std::string& name) const {
        return sink_.wait_until([&](const EventBatch& events) {
            return std::ranges::any_of(events, [&](const Event& event) {
                const std::string* path = event.metadata.find(FieldId::Path);
                return event.kind == kind && path != nullptr &&
                       *path == (name.empty() ? directory_.text() : directory_.file(name));
            });
        });
    }

    TemporaryDirectory directory_;
    WatchBackend backend_ = WatchBackend::Inotify;
    Trouble trouble_;
    RecordingLog log_;
    RecordingSink sink_;
    SystemClock clock_;
    FakeEnvironment environment_;
};

TEST_F(InotifyFileWatcher, NamesTheSysctlWhenNoWatchesAreLeftAndWatchesTheRest) {
    for (int index = 0; index < 30; ++index) {
        directory_.write_file("d" + std::to_string(index) + "/below/old", "");
    }
    trouble_.watches_left = 20;
    const auto source = watcher();
    ASSERT_TRUE(source->start(sink_).ok());
    const auto errors = log_.lines_of("watch_limit_reached");
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].level, LogLevel::Error);
    EXPECT_THAT(errors[0].message, HasSubstr("sysctl fs.inotify.max_user_watches="));
    std::string limit;
    std::ifstream("/proc/sys/fs/inotify/max_user_watches") >> limit;
    EXPECT_THAT(errors[0].message, HasSubstr(limit));
    // The root and the directories above it have watches as well.
    const auto above = std::distance(directory_.path().begin(), directory_.path().end()) - 1;
    EXPECT_EQ(errors[0].fields.at("directories_not_watched"), std::to_string(61 + above - 20));
    create("here");
    EXPECT_TRUE(wait_for(EventKind::FileCreated, "here"));
}

TEST_F(InotifyFileWatcher, WarnsOnceOfADirectoryThatItMayNotReadAndWatchesTheRest) {
    directory_.write_file("secret/old", "");
    trouble_.unreadable = directory_.file("secret");
    const auto source = watcher();
    ASSERT_TRUE(source->start(sink_).ok());
    chmod(trouble_.unreadable.c_str(), 0700);
    create("here");
    EXPECT_TRUE(wait_for(EventKind::FileCreated, "here"));
    const auto warnings = log_.lines_of("directory_not_watched");
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(warnings[0].message, testing::AllOf(HasSubstr(trouble_.unreadable), HasSubstr("ermission")));
}

TEST_F(InotifyFileWatcher, GivesUpALongScanWhenItIsAskedToEnd) {
    for (int index = 0; index < 100; ++index) {
        directory_.write_file("d" + std::to_string(index) + "/below/old", "");
    }
    ManualClock clock;
    const auto source = watcher(clock);
    int watches = 0;
    trouble_.before_watch = [&] {
        ++watches;
        if (watches == 20) {
            source->request_stop();
            clock.advance(std::chrono::seconds(1));
        }
    };
    const Result<void> started = source->start(sink_);
    ASSERT_FALSE(started.ok());
    EXPECT_THAT(started.error().message(), HasSubstr("asked to end"));
    EXPECT_LT(watches, 150);  // of more than 200
}

TEST_F(InotifyFileWatcher, FailsWithASentenceWhenThereIsNoInotifyInstance) {
    FileWatcherOptions options;
    options.name = "files";
    options.paths = {directory_.text()};
    const auto source = make_inotify_file_watcher(options, log_, clock_, environment_, []() {
        return Result<std::unique_ptr<InotifyQueue>>(Error("no instances"));
    });
    const Result<void> started = source->start(sink_);
    ASSERT_FALSE(started.ok());
    EXPECT_THAT(started.error().message(), HasSubstr("no instances"));
}

TEST_F(InotifyFileWatcher, FindsWhatMovedDuringAnOverflow) {
    const TemporaryDirectory elsewhere;
    elsewhere.write_file("long-written", "text");
    std::filesystem::last_write_time(elsewhere.file("long-written"),
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    create("replaced");
    create("parent/moving/old");
    const auto source = watcher();
    ASSERT_TRUE(source->start(sink_).ok());
    trouble_.stalled.change([](bool& stalled) { stalled = true; });
    for (int index = 0; index < 9000; ++index) {
        create("flood");
        std::filesystem::remove(directory_.file("flood"));
    }
    // The root is scanned before `parent`, so the directory is found in its new place first.
    std::filesystem::rename(directory_.file("parent/moving"), directory_.file("moved"));
    create("moved/new");
    std::filesystem::rename(elsewhere.file("long-written"), directory_.file("replaced"));
    trouble_.stalled.change([](bool& stalled) { stalled = false; });

    EXPECT_TRUE(wait_for(EventKind::EventsLost, "")) << "the kernel's queue did not overflow";
    EXPECT_TRUE(wait_for(EventKind::FileCreated, "moved/new"));
    EXPECT_TRUE(wait_for(EventKind::FileModified, "replaced"));
}

TEST_F(InotifyFileWatcher, FailsWhenNoPathAtAllCanBeWatched) {
    trouble_.watches_left = 0;
    const auto source = watcher();
    const Result<void> started = source->start(sink_);
    ASSERT_FALSE(started.ok());
    EXPECT_THAT(started.error().message(), testing::AllOf(HasSubstr("'" + directory_.text() + "'"),
                                                          HasSubstr("sysctl fs.inotify.max_user_watches=")));
    trouble_.watches_left = 1000;
    trouble_.unreadable = directory_.text();
    EXPECT_THAT(source->start(sink_).error().message(), HasSubstr("ermission"));
    trouble_.unreadable.clear();
    EXPECT_TRUE(source->start(sink_).ok());
}

TEST_F(InotifyFileWatcher, EndsByARequestAlone) {
    const ManualClock stopped_clock;  // so that only the end reports a file that stays open
    const auto source = watcher(stopped_clock);
    ASSERT_TRUE(source->start(sink_).ok());
    std::ofstream file(directory_.file("open"));
    file << "text" << std::flush;
    EXPECT_TRUE(wait_for(EventKind::FileCreated, "open"));
    source->request_stop();
    source->request_stop();
    EXPECT_TRUE(wait_for(EventKind::FileModified, "open"));
    source->stop();
    source->request_stop();
}

/// Gives every later thread a stack of this size; returns the size until now.
std::size_t exchange_thread_stack_size(std::size_t size) {
    pthread_attr_t attributes;
    pthread_getattr_default_np(&attributes);
    std::size_t before = 0;
    pthread_attr_getstacksize(&attributes, &before);
    pthread_attr_setstacksize(&attributes, size);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
    return before;
}

TEST_F(InotifyFileWatcher, FailsWithASentenceWhenThereIsNoThread) {
    const auto source = watcher();
    const std::size_t before = exchange_thread_stack_size(std::size_t{1} << 48);  // no room for even one
    const Result<void> started = source->start(sink_);
    exchange_thread_stack_size(before);
    ASSERT_FALSE(started.ok());
    EXPECT_THAT(started.error().message(), testing::AllOf(HasSubstr("ulimit -u"), HasSubstr("TasksMax")));
    EXPECT_TRUE(source->start(sink_).ok());
}

std::size_t entries_of(const char* directory) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(directory), {}));
}

TEST_F(InotifyFileWatcher, LeaksNoDescriptorAndNoThread) {
    create("sub/file");
    const std::size_t descriptors = entries_of("/proc/self/fd");
    const std::size_t threads = entries_of("/proc/self/task");
    for (int round = 0; round < 1000; ++round) {
        const auto source = watcher();
        ASSERT_TRUE(source->start(sink_).ok());
    }
    EXPECT_EQ(entries_of("/proc/self/fd"), descriptors);
    EXPECT_EQ(entries_of("/proc/self/task"), threads);
}

}  // namespace
}  // namespace wee
