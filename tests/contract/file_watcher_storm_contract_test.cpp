#include <chrono>
#include <set>

#include "tests/contract/file_watcher_contract.h"

namespace wee {
namespace {

using FileWatcherStorm = FileWatcherContract;
WEE_FILE_WATCHER_SUITE(FileWatcherStorm);

constexpr int kDirectories = 200;
constexpr int kFilesPerDirectory = 100;

std::size_t count_kind(const EventBatch& events, EventKind kind) {
    return static_cast<std::size_t>(
        std::ranges::count_if(events, [kind](const Event& event) { return event.kind == kind; }));
}

TEST_P(FileWatcherStorm, ReportsEveryFileOfNewDirectoriesExactlyOnce) {
    watch();
    std::set<std::string> expected;
    for (int directory = 0; directory < kDirectories; ++directory) {
        const std::string below = "d" + std::to_string(directory % 20) + "/e" + std::to_string(directory);
        make_directory(below);
        for (int file = 0; file < kFilesPerDirectory; ++file) {
            const std::string name = below + "/f" + std::to_string(file);
            create(name);
            expected.insert("created " + name);
        }
    }
    EXPECT_TRUE(sink_.wait_until([&](const EventBatch& events) {
        return count_kind(events, EventKind::FileCreated) >= expected.size() ||
               count_kind(events, EventKind::EventsLost) > 0;
    }));
    const std::vector<std::string> texts = reported();
    EXPECT_EQ(texts.size(), expected.size());
    EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()), expected);
}

TEST_P(FileWatcherStorm, HandsOverWhatHadHappenedBeforeTheStop) {
    WEE_NEEDS_EVERY_STEP("nobody keeps what happens for it, and the stop does not wait for a look");
    watch();
    for (int file = 0; file < 500; ++file) {
        create("f" + std::to_string(file));
    }
    watcher_->stop();
    EXPECT_EQ(count_kind(sink_.events(), EventKind::FileCreated), 500U);
    create("after");
    EXPECT_EQ(sink_.size(), 500U);
}

TEST_P(FileWatcherStorm, StopsInTimeAndStartsAgain) {
    for (int file = 0; file < 1000; ++file) {
        create("f" + std::to_string(file));
    }
    int late_stops = 0;
    for (int round = 0; round < 200; ++round) {
        watch();
        const auto before = std::chrono::steady_clock::now();
        watcher_->stop();
        late_stops += std::chrono::steady_clock::now() - before > std::chrono::milliseconds(100) ? 1 : 0;
    }
    EXPECT_LT(late_stops, 10);  // a busy machine may hold up a few of them
    EXPECT_EQ(sink_.size(), 0U);
}

}  // namespace
}  // namespace wee
