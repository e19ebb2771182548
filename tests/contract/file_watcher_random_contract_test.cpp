#include <array>
#include <map>
#include <random>
#include <set>

#include "tests/contract/file_watcher_stopped_clock.h"

// Whatever happens to the files, and however long reports wait: what is told is a story without gaps, and at its
// end those who believe it know which files there are.

namespace wee {
namespace {

class FileWatcherRandom : public FileWatcherOnStoppedClock {
protected:
    void begin_anew() {
        watcher_.reset();
        for (const auto& entry : std::filesystem::directory_iterator(directory_.path())) {
            std::filesystem::remove_all(entry.path());
        }
        sink_.clear();
    }

    void play(unsigned seed) {
        random_.seed(seed);
        make_directory("d");
        for (const char* name : {"a", "b~", "d/a", "d/c.tmp"}) {
            write(name);
        }
        watch(random_options());
        believed_ = files();
        for (int step = 0; step < 120; ++step) {
            act();
            if (chance(8)) {
                time_.advance(std::chrono::milliseconds(pick(400)));
            }
        }
        writers_.clear();
        reported_later();
        hear_out();
        EXPECT_EQ(believed_, files());
    }

private:
    unsigned pick(unsigned below) { return std::uniform_int_distribution<unsigned>(0, below - 1)(random_); }
    bool chance(unsigned one_in) { return pick(one_in) == 0; }

    FileWatcherOptions random_options() {
        FileWatcherOptions options;
        options.ignore = {};
        if (chance(2)) {
            options.timing.settle = std::chrono::milliseconds(1 + pick(300));
        }
        if (chance(2)) {
            options.timing.debounce = std::chrono::milliseconds(1 + pick(300));
        }
        return options;
    }

    std::string any_name() {
        constexpr std::array kNames = {"a", "a~", "b", "b~", "b.bak", "c", "c.tmp", "a.tmp"};
        constexpr std::array kDirectories = {"", "d/", "e/", "d/f/"};
        return std::string(kDirectories[pick(kDirectories.size())]) + kNames[pick(kNames.size())];
    }
    std::string any_directory() {
        constexpr std::array kDirectories = {"d", "e", "d/f", "e/f"};
        return kDirectories[pick(kDirectories.size())];
    }

    void act() {
        std::error_code ignored;  // half of what comes to mind cannot be done
        const std::string name = any_name();
        switch (pick(9)) {
            case 0:
            case 1:
                write(name);
                break;
            case 2:
                append(name);
                break;
            case 3:
            case 4:
                std::filesystem::remove(at(name), ignored);
                break;
            case 5:
            case 6:
                std::filesystem::rename(at(name), at(any_name()), ignored);
                break;
            case 7:
                writers_[pick(3)] = std::ofstream(at(name), std::ios::app);
                writers_[pick(3)] << "text" << std::flush;
                break;
            default:
                change_directory();
        }
    }

    void change_directory() {
        std::error_code ignored;
        const std::string directory = any_directory();
        switch (pick(4)) {
            case 0:
                std::filesystem::remove_all(at(directory), ignored);
                break;
            case 1:
                std::filesystem::rename(at(directory), at(any_directory()), ignored);
                break;
            default:
                std::filesystem::create_directories(at(directory), ignored);
        }
    }

    std::set<std::string> files() const {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path())) {
            if (entry.is_regular_file()) {
                found.insert(entry.path().string());
            }
        }
        return found;
    }

    void hear_out() {
        for (const Event& event : sink_.events()) {
            if (describe(event).find("marker-") == std::string::npos) {
                hear(event);
            }
        }
    }

    void hear(const Event& event) {
        const std::string* path = event.metadata.find(FieldId::Path);
        switch (event.kind) {
            case EventKind::FileCreated:
                EXPECT_TRUE(believed_.insert(*path).second) << describe(event);
                break;
            case EventKind::FileModified:
                EXPECT_TRUE(believed_.contains(*path)) << describe(event);
                break;
            case EventKind::FileDeleted:
                EXPECT_EQ(believed_.erase(*path), 1U) << describe(event);
                break;
            default:
                EXPECT_EQ(believed_.erase(*event.metadata.find(FieldId::OldPath)), 1U) << describe(event);
                believed_.insert(*event.metadata.find(FieldId::NewPath));
        }
    }

    std::mt19937 random_;
    std::map<unsigned, std::ofstream> writers_;
    std::set<std::string> believed_;
};
WEE_FILE_WATCHER_SUITE(FileWatcherRandom);

TEST_P(FileWatcherRandom, StoriesEndWithTheTruth) {
    for (unsigned seed = 1; seed <= 40 && !HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        begin_anew();
        play(seed);
    }
}

}  // namespace
}  // namespace wee
