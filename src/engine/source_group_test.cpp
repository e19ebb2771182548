#include "engine/source_group.h"

#include <functional>
#include <map>

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
        bool fails = false;
        int starts = 0;
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

class SourceGroupTest : public testing::Test {
protected:
    class Factory final : public SourceFactory {
    public:
        std::unique_ptr<Source> make_source(const SourceOptions& options) override {
            const std::string& name = std::get<FileWatcherOptions>(options).name;
            return std::make_unique<PuppetSource>(name, puppets[name]);
        }
        std::map<std::string, PuppetSource::Strings> puppets;
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

    PuppetSource::Strings& puppet(const std::string& name) { return factory_.puppets[name]; }

    Factory factory_;
    RecordingSink sink_;
    RecordingLog log_;
    SourceGroup group_{factory_, sink_, log_};
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
    EXPECT_EQ(group_.running(), 1U);
    for (std::uint64_t definition = 10; definition < 110; ++definition) {
        replace({source("a", definition)});
    }
    EXPECT_EQ(group_.running(), 1U);
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

TEST_F(SourceGroupTest, ReportsASourceThatCannotStartAndTriesItAgainNextTime) {
    puppet("a").fails = true;
    EXPECT_EQ(replace({source("a", 1), source("b", 2)}).failed, 1U);
    EXPECT_EQ(log_.lines_of("source_failed").at(0).fields.at("source"), "a");
    puppet("a").fails = false;
    const SourceChanges changes = replace({source("a", 1), source("b", 2)});
    EXPECT_EQ(changes.started, 1U);
    EXPECT_EQ(changes.kept, 1U);
}

}  // namespace
}  // namespace wee
