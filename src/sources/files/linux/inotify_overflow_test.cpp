#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "sources/files/linux/inotify_file_watcher.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_environment.h"
#include "tests/support/recording_log.h"
#include "tests/support/temporary_directory.h"

// What the rules believe in after the kernel's queue overflowed, however much happened meanwhile.

namespace wee {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kScale = 2;
#else
constexpr int kScale = 10;
#endif
constexpr int kGroups = 25 * kScale;  // of directories, to each of which another thing happens
constexpr int kFilesPerDirectory = 40;
constexpr int kNewFilesPerGroup = 400;  // 100,000 in all
constexpr std::chrono::seconds kPatience{120};

using Paths = std::unordered_set<std::string>;

/// A rule's view: what exists, as far as the events tell.
struct Belief {
    Paths files;
    Paths modified;
    std::string contradiction;        // the first event that does not go with those before it
    std::vector<std::string> losses;  // what the events about them name

    void apply(const Event& event) {
        if (event.kind == EventKind::EventsLost) {
            losses.push_back(*event.metadata.find(FieldId::Path));
            return;
        }
        if (event.kind == EventKind::FileRenamed) {
            gone(event, *event.metadata.find(FieldId::OldPath));
            come(event, *event.metadata.find(FieldId::NewPath));
            return;
        }
        const std::string& path = *event.metadata.find(FieldId::Path);
        if (event.kind == EventKind::FileCreated) {
            come(event, path);
        } else if (event.kind == EventKind::FileDeleted) {
            gone(event, path);
        } else {
            check(event, path, files.contains(path));
            modified.insert(path);
        }
    }
    void come(const Event& event, const std::string& path) {
        const bool is_new = files.insert(path).second;
        check(event, path, is_new || event.kind == EventKind::FileRenamed);  // it may replace another
    }
    void gone(const Event& event, const std::string& path) { check(event, path, files.erase(path) == 1); }
    void check(const Event& event, const std::string& path, bool is_right) {
        if (!is_right && contradiction.empty()) {
            contradiction = std::string(to_string(event.kind)) + ' ' + path;
        }
    }
    [[nodiscard]] bool holds(const Paths& on_disk, const Paths& changed) const {
        return !losses.empty() && files.size() == on_disk.size() && modified.size() >= changed.size() &&
               files == on_disk && std::ranges::all_of(changed, [this](const std::string& path) {
                   return modified.contains(path);
               });
    }
};

class BelievingSink final : public EventSink {
public:
    void emit(EventBatch batch) override {
        belief_.change([&](Belief& belief) {
            for (const Event& event : batch) {
                belief.apply(event);
            }
        });
    }
    Awaited<Belief>& belief() { return belief_; }

private:
    Awaited<Belief> belief_;
};

class StallingQueue final : public InotifyQueue {
public:
    StallingQueue(std::unique_ptr<InotifyQueue> kernel, const Awaited<bool>& stalled)
        : kernel_(std::move(kernel)), stalled_(stalled) {}

    [[nodiscard]] int descriptor() const override { return kernel_->descriptor(); }
    int add_watch(const std::string& path, std::uint32_t mask) override {
        return kernel_->add_watch(path, mask);
    }
    void remove_watch(int watch) override { kernel_->remove_watch(watch); }
    std::size_t read(std::span<std::byte> buffer) override {
        EXPECT_TRUE(stalled_.wait_until([](bool stalled) { return !stalled; }, kPatience));
        return kernel_->read(buffer);
    }

private:
    std::unique_ptr<InotifyQueue> kernel_;
    const Awaited<bool>& stalled_;
};

/// In memory where the machine has such a place, so that the disk is not what the test waits for.
std::filesystem::path fast_place() {
    return access("/dev/shm", W_OK) == 0 ? std::filesystem::path("/dev/shm")
                                         : std::filesystem::temp_directory_path();
}

class InotifyOverflow : public testing::Test {
protected:
    void watch() {
        FileWatcherOptions options;
        options.name = "files";
        options.paths = {directory_.text()};
        options.recursion = Recursion::WholeTree;
        options.backend = WatchBackend::Inotify;
        source_ = make_inotify_file_watcher(options, log_, clock_, environment_, [this] {
            return Result<std::unique_ptr<InotifyQueue>>(
                std::make_unique<StallingQueue>(open_inotify_queue().value(), stalled_));
        });
        const Result<void> started = source_->start(sink_);
        ASSERT_TRUE(started.ok()) << started.error().message();
    }
    void stall(bool is_stalled) {
        stalled_.change([is_stalled](bool& stalled) { stalled = is_stalled; });
    }

    [[nodiscard]] std::string in(const std::string& kind, int group, int file) const {
        return directory_.file(kind + std::to_string(group) + "/" + std::to_string(file));
    }
    [[nodiscard]] std::string in(const std::string& kind, int group) const {
        return directory_.file(kind + std::to_string(group));
    }
    static void write(const std::string& path) {
        const int descriptor = open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
        ASSERT_GE(descriptor, 0) << path;
        EXPECT_EQ(::write(descriptor, "text", 4), 4);
        close(descriptor);
    }
    static void fill(const std::string& directory, int files = kFilesPerDirectory) {
        std::filesystem::create_directories(directory);
        for (int file = 0; file < files; ++file) {
            write(directory + "/" + std::to_string(file));
        }
    }
    void change(const std::string& path) {
        write(path);
        changed_.insert(path);
    }
    void fill_at_start(int group) const {
        for (const char* kind : {"kept", "gone", "again", "moved", "parent", "one", "other"}) {
            fill(in(kind, group));
        }
        std::filesystem::create_directory(in("filled", group));
    }
    void happen_to_files(int group);
    void happen_to_directories(int group);

    [[nodiscard]] Paths on_disk() const {
        Paths paths;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path())) {
            if (!entry.is_directory()) {
                paths.insert(entry.path().string());
            }
        }
        return paths;
    }

    TemporaryDirectory directory_{fast_place()};
    Awaited<bool> stalled_;
    RecordingLog log_;
    BelievingSink sink_;
    SystemClock clock_;
    FakeEnvironment environment_;
    Paths changed_;  // must be reported as modified
    std::unique_ptr<Source> source_;
};

/// Changed, deleted, deleted and made anew, renamed, moved to another directory, moved over another file.
void InotifyOverflow::happen_to_files(int group) {
    for (int file = 0; file + 8 <= kFilesPerDirectory; file += 8) {
        change(in("kept", group, file));
        std::filesystem::remove(in("kept", group, file + 1));
        std::filesystem::remove(in("kept", group, file + 2));
        change(in("kept", group, file + 2));
        std::filesystem::rename(in("kept", group, file + 3), in("kept", group, 1000 + file));
        std::filesystem::rename(in("kept", group, file + 4), in("parent", group, 1000 + file));
        std::filesystem::rename(in("kept", group, file + 5), in("kept", group, file + 6));
        changed_.insert(in("kept", group, file + 6));
    }
}

/// New, removed, removed and made anew, renamed, moved into another, exchanged: with changes in most of them.
void InotifyOverflow::happen_to_directories(int group) {
    fill(in("filled", group), kNewFilesPerGroup / 2);
    fill(in("new", group), kNewFilesPerGroup / 4);
    fill(in("new", group) + "/deep/er", kNewFilesPerGroup / 4);
    std::filesystem::remove_all(in("gone", group));
    std::filesystem::remove_all(in("again", group));
    fill(in("again", group), kFilesPerDirectory / 2);
    std::filesystem::rename(in("moved", group), in("renamed", group));
    change(in("renamed", group, 0));
    std::filesystem::remove(in("renamed", group, 1));
    std::filesystem::rename(in("one", group), in("aside", group));
    std::filesystem::rename(in("other", group), in("one", group));
    std::filesystem::rename(in("aside", group), in("other", group));
    change(in("one", group, 2));
    std::filesystem::rename(in("other", group), in("parent", group) + "/child");
    change(in("parent", group) + "/child/3");
}

TEST_F(InotifyOverflow, LeavesEveryRuleWithTheTruthAfterAHundredThousandFiles) {
    for (int group = 0; group < kGroups; ++group) {
        fill_at_start(group);
    }
    Paths before = on_disk();
    sink_.belief().change([&](Belief& belief) { belief.files = std::move(before); });
    watch();
    stall(true);
    for (int group = 0; group < kGroups; ++group) {
        happen_to_files(group);
        happen_to_directories(group);
    }
    const Paths truth = on_disk();
    stall(false);

    const auto is_truth = [&](const Belief& belief) { return belief.holds(truth, changed_); };
    EXPECT_TRUE(sink_.belief().wait_until(is_truth, kPatience)) << "the rules believe in something else";
    EXPECT_FALSE(log_.lines_of("events_lost").empty());
    source_->stop();
    const Belief belief = sink_.belief().read([](const Belief& last) { return last; });
    ASSERT_FALSE(belief.losses.empty()) << "the kernel's queue did not overflow";
    EXPECT_EQ(belief.losses.front(), directory_.text());
    EXPECT_EQ(belief.files.size(), truth.size());
    EXPECT_TRUE(is_truth(belief)) << "the end took something back";
    EXPECT_EQ(belief.contradiction, "");
}

}  // namespace
}  // namespace wee
