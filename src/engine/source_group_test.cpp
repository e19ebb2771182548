#include "engine/source_group.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

/// A source in the test's hands: says what the test says, also while it starts and while it ends.
class PuppetSource final : public Source {
public:
    struct Strings {
        std::function<void(EventSink&)> on_start = [](EventSink&) {};
        std::function<void(EventSink&)> on_stop = [](EventSink&) {};
        std::atomic<bool> fails = false;
        std::atomic<int> starts = 0;
        int stops = 0;
        EventSink* sink = nullptr;
    };

    PuppetSource(std::string name, Strings& strings) : name_(std::move(name)), strings_(strings) {}
    [[nodiscard]] const std::string& name() const override { return name_; }

    Result<void> start(EventSink& sink) override {
        ++strings_.starts;
        if (strings_.fails) {
            return Error("nothing to watch");
        }
        strings_.sink = &sink;
        strings_.on_start(sink);
        return {};
    }

    void stop() override {
        if (strings_.sink != nullptr) {
            ++strings_.stops;
            strings_.on_stop(*strings_.sink);
            strings_.sink = nullptr;
        }
    }

private:
    std::string name_;
    Strings& strings_;
};

constexpr std::chrono::milliseconds kShort{1};

class SourceGroupTest : public testing::Test {
protected:
    class Factory final : public SourceFactory {
    public:
        std::unique_ptr<Source> make_source(const SourceOptions& options) override {
            const std::string& name = std::get<FileWatcherOptions>(options).name;
            return std::make_unique<PuppetSource>(name, puppets[name]);
        }
        std::map<std::string, PuppetSource::Strings> puppets;  // made by the test before the sources are
    };

    static SourceConfig source(const std::string& name, std::uint64_t definition) {
        FileWatcherOptions options;
        options.name = name;
        return {options, static_cast<Fingerprint>(definition)};
    }

    SourceChanges replace(const std::vector<SourceConfig>& sources) { return group_.replace(sources, {}); }

    static EventBatch event(const std::string& path) {
        Event event = make_event(EventKind::FileCreated, "files", {});
        event.metadata.set(FieldId::Path, path);
        return {event};
    }

    std::vector<std::string> paths() const {
        std::vector<std::string> paths;
        for (const Event& event : sink_.events()) {
            paths.push_back(*event.metadata.find(FieldId::Path));
        }
        return paths;
    }

    void wait_for_starts(const std::string& name, int count) {
        const auto deadline = std::chrono::steady_clock::now() + kTestDeadline;
        while (puppet(name).starts < count && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield();
        }
        ASSERT_GE(puppet(name).starts, count);
    }

    PuppetSource::Strings& puppet(const std::string& name) { return factory_.puppets[name]; }

    Factory factory_;
    RecordingSink sink_;
    RecordingLog log_;
    SystemClock clock_;
    SourceGroup group_{factory_, sink_, log_, clock_, {kShort, 4 * kShort}};
};

using Paths = std::vector<std::string>;

TEST_F(SourceGroupTest, LeavesASourceAloneWhoseDefinitionIsTheSame) {
    EXPECT_EQ(replace({source("a", 1), source("b", 2)}).started, 2U);
    const SourceChanges changes = replace({source("b", 2), source("a", 1)});
    EXPECT_EQ(changes.kept, 2U);
    EXPECT_EQ(changes.started + changes.stopped, 0U);
    EXPECT_EQ(puppet("a").starts, 1);
    EXPECT_EQ(puppet("a").stops, 0);
    puppet("a").sink->emit(event("/1"));
    EXPECT_EQ(paths(), (Paths{"/1"}));
}

// Defects 6 and 9 of the original: watchers piled up with each reload, and a disabled source went on.
TEST_F(SourceGroupTest, StopsWhatIsThereNoMore) {
    replace({source("a", 1), source("b", 2)});
    const SourceChanges changes = replace({source("a", 1)});
    EXPECT_EQ(changes.stopped, 1U);
    EXPECT_EQ(puppet("b").stops, 1);
    EXPECT_EQ(group_.statuses().size(), 1U);
    for (std::uint64_t definition = 10; definition < 110; ++definition) {
        replace({source("a", definition)});
    }
    EXPECT_EQ(group_.statuses().size(), 1U);
    EXPECT_EQ(puppet("a").stops, 100);
}

TEST_F(SourceGroupTest, TakesAnUnknownDefinitionForAnotherOne) {
    replace({source("a", 0)});
    EXPECT_EQ(replace({source("a", 0)}).started, 1U);
}

TEST_F(SourceGroupTest, HandsOnOnceWhatTheOldAndTheNewSourceBothSaw) {
    replace({source("old", 1)});
    EventSink* old_sink = puppet("old").sink;
    puppet("new").on_start = [&](EventSink& sink) {
        old_sink->emit(event("/both"));
        sink.emit(event("/both"));
        sink.emit(event("/new alone"));
        old_sink->emit(event("/old alone"));
    };
    puppet("old").on_stop = [](EventSink& sink) { sink.emit(event("/in the kernel's queue")); };
    replace({source("new", 2)});
    EXPECT_EQ(paths(), (Paths{"/both", "/old alone", "/in the kernel's queue", "/new alone"}));
    puppet("new").sink->emit(event("/both"));
    EXPECT_EQ(paths().back(), "/both");  // it happened again
}

TEST_F(SourceGroupTest, HandsOnTwiceWhatHappenedTwice) {
    replace({source("old", 1)});
    EventSink* old_sink = puppet("old").sink;
    puppet("new").on_start = [&](EventSink& sink) {
        old_sink->emit(event("/x"));
        sink.emit(event("/x"));
        sink.emit(event("/x"));
    };
    replace({source("new", 2)});
    EXPECT_EQ(paths(), (Paths{"/x", "/x"}));
}

TEST_F(SourceGroupTest, TriesASourceAgainUntilItStarts) {
    puppet("a").fails = true;
    EXPECT_EQ(replace({source("a", 1), source("b", 2)}).failed, 1U);
    wait_for_starts("a", 3);
    EXPECT_EQ(log_.lines_of("source_failed").at(0).level, LogLevel::Error);
    const SourceStatus waiting = group_.statuses().at(1);
    EXPECT_EQ(waiting.name, "a");
    EXPECT_EQ(waiting.type, "file_watcher");
    EXPECT_EQ(waiting.state, SourceState::Waiting);
    EXPECT_EQ(waiting.reason, "nothing to watch");
    EXPECT_GE(waiting.failed_starts, 1U);

    puppet("a").fails = false;
    ASSERT_TRUE(log_.wait_for("source_recovered"));
    puppet("a").sink->emit(event("/late"));
    EXPECT_EQ(paths(), (Paths{"/late"}));
    const SourceStatus running = group_.statuses().at(1);
    EXPECT_EQ(running.state, SourceState::Running);
    EXPECT_EQ(running.events, 1U);
    EXPECT_GE(running.failed_starts, 2U);
}

// The same reason each minute for weeks would bury everything else.
TEST_F(SourceGroupTest, SaysWhyASourceCannotStartOnlyOnce) {
    puppet("a").fails = true;
    replace({source("a", 1)});
    wait_for_starts("a", 4);
    group_.stop();
    const auto lines = log_.lines_of("source_failed");
    EXPECT_EQ(std::ranges::count(lines, LogLevel::Debug, &RecordedLine::level) + 1, std::ssize(lines));
}

TEST_F(SourceGroupTest, TriesNoSourceAgainThatIsThereNoMore) {
    puppet("a").fails = true;
    replace({source("a", 1)});
    replace({source("b", 2)});
    const int starts = puppet("a").starts;
    puppet("a").fails = false;
    EXPECT_EQ(group_.statuses().size(), 1U);
    group_.stop();
    EXPECT_EQ(puppet("a").starts, starts);
}

TEST_F(SourceGroupTest, CountsWhatEachSourceReportedAndLost) {
    replace({source("a", 1)});
    EventBatch batch = event("/1");
    batch.push_back(make_event(EventKind::EventsLost, "a", {}));
    puppet("a").sink->emit(std::move(batch));
    group_.stop();
    EXPECT_EQ(group_.statuses().at(0).events, 2U);
    EXPECT_EQ(group_.statuses().at(0).losses, 1U);
}

TEST_F(SourceGroupTest, TriesASourceAgainAtOnceWhenItIsReplaced) {
    SourceGroup patient(factory_, sink_, log_, clock_);
    puppet("a").fails = true;
    EXPECT_EQ(patient.replace(std::vector{source("a", 1), source("b", 2)}, {}).failed, 1U);
    puppet("a").fails = false;
    const SourceChanges changes = patient.replace(std::vector{source("a", 1), source("b", 2)}, {});
    EXPECT_EQ(changes.started, 1U);
    EXPECT_EQ(changes.kept, 1U);
}

}  // namespace
}  // namespace wee
