#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/contract/file_watcher_contract.h"
#include "tests/support/manual_clock.h"

namespace wee {

/// A watcher for which no time passes while the test works on the files, however slow the machine is: what is
/// to happen within a short time does, and what waits goes on waiting until `reported_later`.
class FileWatcherOnStoppedClock : public FileWatcherContract {
protected:
    void SetUp() override {
        if (GetParam().sight == Sight::BetweenTwoLooks) {
            GTEST_SKIP() << "nothing is looked at while the clock stands still";
        }
    }
    ~FileWatcherOnStoppedClock() override { watcher_.reset(); }

    /// Watches these paths, or the whole temporary directory.
    void watch(FileWatcherOptions options = {}, Recursion recursion = Recursion::WholeTree) {
        if (options.paths.empty()) {
            options.paths = {directory_.text()};
        }
        options.paths.push_back(markers_directory_.text());
        options.recursion = recursion;
        markers_directory_.write_file(marker(), "");
        FileWatcherContract::watch(std::move(options), time_);
    }

    /// All events of what was done up to now, but for those that wait.
    std::vector<std::string> reported_now() {
        const std::string before = markers_directory_.file(marker());
        ++markers_;
        const std::string after = markers_directory_.file(marker());
        std::filesystem::rename(before, after);  // a rename does not wait
        EXPECT_TRUE(sink_.wait_until([&](const EventBatch& events) {
            return std::ranges::any_of(events, [&](const Event& event) {
                const std::string* path = event.metadata.find(FieldId::NewPath);
                return path != nullptr && *path == after;
            });
        })) << testing::PrintToString(described(sink_.events()));
        std::vector<std::string> texts = described(sink_.events());
        std::erase_if(texts,
                      [](const std::string& text) { return text.find("marker-") != std::string::npos; });
        return texts;
    }

    /// The same after so much time that nothing waits any more.
    std::vector<std::string> reported_later() {
        for (int round = 0; round < 3; ++round) {
            reported_now();
            time_.advance(std::chrono::hours(1));
        }
        return reported_now();
    }

    ManualClock time_;

private:
    [[nodiscard]] std::string marker() const { return "marker-" + std::to_string(markers_); }

    TemporaryDirectory markers_directory_;
    int markers_ = 0;
};

}  // namespace wee
