#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/contract/file_watcher_backends.h"
#include "tests/support/fake_environment.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"
#include "tests/support/temporary_directory.h"

namespace wee {

/// What every file watcher promises: the base of the suites that run against each backend, with real files.
class FileWatcherContract : public testing::TestWithParam<FileWatcherBackend> {
protected:
    ~FileWatcherContract() override {
        if (watcher_) {
            watcher_->stop();
        }
    }

    /// Watches these (the whole temporary directory when there are none) and its tree.
    void watch(std::vector<std::string> paths = {}, const std::string& pattern = {},
               Recursion recursion = Recursion::WholeTree) {
        FileWatcherOptions options;
        options.paths = paths.empty() ? std::vector{directory_.text()} : std::move(paths);
        options.recursion = recursion;
        options.links = links_;
        options.max_depth = max_depth_;
        if (!pattern.empty()) {
            options.pattern = Glob::parse(pattern).value();
        }
        watch(std::move(options), clock_);
    }
    void watch(FileWatcherOptions options, const Clock& clock) {
        options.name = "files";
        watcher_ = GetParam().make(std::move(options), log_, clock, environment_);
        const Result<void> started = watcher_->start(sink_);
        ASSERT_TRUE(started.ok()) << started.error().message();
    }

    [[nodiscard]] std::string path_of(const std::string& name) const { return directory_.file(name); }
    [[nodiscard]] std::filesystem::path at(const std::string& name) const { return directory_.path() / name; }

    /// Creates an empty file, or does what `touch` does not: opens and closes an existing one.
    void create(const std::string& name) const { std::ofstream(at(name), std::ios::app); }
    void write(const std::string& name, const std::string& text = "text") const {
        std::ofstream(at(name)) << text;
    }
    void append(const std::string& name) const { std::ofstream(at(name), std::ios::app) << "more"; }
    void make_directory(const std::string& name) const { std::filesystem::create_directories(at(name)); }
    void move(const std::string& from, const std::string& to) const {
        std::filesystem::rename(at(from), at(to));
    }
    void remove(const std::string& name) const { std::filesystem::remove_all(at(name)); }

    /// "created a/b.txt", "renamed a -> b": paths below the temporary directory.
    [[nodiscard]] std::string describe(const Event& event) const {
        const auto field = [&](FieldId id) {
            const std::string* value = event.metadata.find(id);
            return value == nullptr
                       ? std::string("?")
                       : std::filesystem::path(*value).lexically_relative(directory_.path()).generic_string();
        };
        switch (event.kind) {
            case EventKind::FileCreated:
                return "created " + field(FieldId::Path);
            case EventKind::FileModified:
                return "modified " + field(FieldId::Path);
            case EventKind::FileDeleted:
                return "deleted " + field(FieldId::Path);
            case EventKind::FileRenamed:
                return "renamed " + field(FieldId::OldPath) + " -> " + field(FieldId::NewPath);
            default:
                return std::string(to_string(event.kind));
        }
    }

    [[nodiscard]] std::vector<std::string> described(const EventBatch& events) const {
        std::vector<std::string> texts;
        for (const Event& event : events) {
            texts.push_back(describe(event));
        }
        return texts;
    }

    [[nodiscard]] bool wait_for(const std::string& text, std::size_t times = 1) const {
        return sink_.wait_until([&](const EventBatch& events) {
            return static_cast<std::size_t>(std::ranges::count_if(
                       events, [&](const Event& event) { return describe(event) == text; })) >= times;
        });
    }

    /// A file that was there shortly before is reported as modified when it comes again, else as created.
    [[nodiscard]] bool wait_for_existence_of(const std::string& name) const {
        return sink_.wait_until([&](const EventBatch& events) {
            return std::ranges::any_of(events, [&](const Event& event) {
                const std::string text = describe(event);
                return text == "created " + name || text == "modified " + name;
            });
        });
    }

    /// All events up to now: what was reported before a file that is created and deleted last. Both: a
    /// creation overtakes a deletion, which waits for a file that comes in its place.
    std::vector<std::string> reported(const std::string& directory = {}) {
        const std::string last = directory + "last-" + std::to_string(++last_files_) + ".txt";
        create(last);
        EXPECT_TRUE(wait_for("created " + last)) << testing::PrintToString(described(sink_.events()));
        remove(last);
        EXPECT_TRUE(wait_for("deleted " + last)) << testing::PrintToString(described(sink_.events()));
        std::vector<std::string> texts = described(sink_.events());
        std::erase_if(texts, [](const std::string& text) { return text.find("last-") != std::string::npos; });
        return texts;
    }

    TemporaryDirectory directory_;
    TemporaryDirectory elsewhere_;
    RecordingLog log_;
    RecordingSink sink_;
    SystemClock clock_;
    FakeEnvironment environment_;
    std::unique_ptr<Source> watcher_;
    SymbolicLinks links_ = SymbolicLinks::AreFiles;
    std::uint32_t max_depth_ = TreeScope::kNoLimit;

private:
    int last_files_ = 0;
};

/// Names the backend in the test's name.
struct NameOfBackend {
    std::string operator()(const testing::TestParamInfo<FileWatcherBackend>& info) const {
        return info.param.name;
    }
};

/// For a promise that only holds where each step is seen; `reason` says what is seen instead.
#define WEE_NEEDS_EVERY_STEP(reason)                                 \
    if (GetParam().sight == Sight::BetweenTwoLooks) {                \
        GTEST_SKIP() << "between two looks at the disk, " << reason; \
    }                                                                \
    static_assert(true, "a semicolon follows")

#define WEE_FILE_WATCHER_SUITE(suite)                     \
    GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(suite); \
    INSTANTIATE_TEST_SUITE_P(Backends, suite, testing::ValuesIn(file_watcher_backends()), NameOfBackend())

}  // namespace wee
