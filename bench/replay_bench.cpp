// Replay: recorded events from text in memory, read and parsed, through the bus to 1,000 rules of the usual
// mix; and the reading alone.
#include <array>
#include <cstdint>
#include <sstream>
#include <string>

#include <benchmark/benchmark.h>

#include "engine/replay.h"
#include "event/event_json.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/recording_log.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

constexpr std::size_t kRules = 1000;
constexpr std::size_t kEvents = 200'000;

Trigger created(Trigger condition) {
    return all_of({kinds({EventKind::FileCreated}), std::move(condition)});
}

/// Of ten rules: five on an extension, one each on a name, a prefix, a folder's files, a folder, a substring.
Trigger trigger_of(std::size_t number) {
    const std::string name = "n" + std::to_string(number);
    switch (number % 10) {
        case 0:
            return created(path_glob(name + ".json"));
        case 1:
            return created(path_glob("report-" + name + "-*"));
        case 2:
            return created(path_glob("**/" + name + "/*.log", Subject::Part::FullPath));
        case 3:
            return created(path_under("/home/someone/project-" + name));
        case 4:
            return created(path_glob("*draft-" + name + "*"));
        default:
            return created(path_glob("*." + name));
    }
}

Config usual_rules() {
    Config config;
    for (std::size_t i = 0; i < kRules; ++i) {
        config.rules.push_back({Rule{"rule " + std::to_string(i), true, trigger_of(i)}, {}});
    }
    return config;
}

/// Paths of about 53 characters; one event of a hundred matches a rule.
const std::string& recording() {
    static const std::string text = [] {
        constexpr std::array kKinds{EventKind::FileCreated, EventKind::FileModified, EventKind::FileDeleted};
        std::string lines;
        for (std::size_t i = 0; i < kEvents; ++i) {
            const std::string extension = i % 100 == 0 ? "n" + std::to_string(5 + i % kRules) : "cpp";
            const std::string path =
                "/home/someone/projects/engine/source/file-" + std::to_string(100'000 + i);
            const EventKind kind = i % 100 == 0 ? EventKind::FileCreated : kKinds[i % kKinds.size()];
            lines += to_json(file_event(path + '.' + extension, kind)) + '\n';
        }
        return lines;
    }();
    return text;
}

EventReader reader() {
    return EventReader({"recording", std::make_unique<std::stringbuf>(recording(), std::ios::in)});
}

void read_recording(benchmark::State& state) {
    for (auto _ : state) {
        EventReader events = reader();
        EventBatch batch;
        std::size_t count = 0;
        while (events.read(batch, 512) == EventReader::Outcome::Events) {
            count += batch.size();
            batch.clear();
        }
        if (count != kEvents) {
            state.SkipWithError("events are missing");
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(kEvents) * state.iterations());
    state.SetBytesProcessed(static_cast<std::int64_t>(recording().size()) * state.iterations());
}
BENCHMARK(read_recording)->Name("replay/reading")->UseRealTime();

void replay_recording(benchmark::State& state) {
    const Config config = usual_rules();
    FakeLauncher launcher;
    FakeHttpClient http;
    RecordingLog log;
    log.set_level(LogLevel::Warning);
    const SystemClock clock;
    std::uint64_t matched = 0;
    for (auto _ : state) {
        EventReader events = reader();
        const ReplayResult result = replay(config, events, {}, {launcher, log, clock, http}, {});
        matched = result.matched;
        if (result.events != kEvents || matched == 0) {
            state.SkipWithError("events are missing");
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(kEvents) * state.iterations());
    state.counters["matches"] = static_cast<double>(matched);
}
BENCHMARK(replay_recording)->Name("replay/1000_rules")->UseRealTime();

}  // namespace
}  // namespace wee
