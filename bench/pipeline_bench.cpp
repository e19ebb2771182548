// The inside of the engine alone: events through bus, rule engine and rule set, on 100 rules of the usual
// mix, to a handler that only counts. The harness runs it on one core.
#include <array>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "event/event_bus.h"
#include "rules/rule_engine.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

constexpr std::size_t kRules = 100;
constexpr std::size_t kBatches = 64;
constexpr std::size_t kEventsInBatch = 256;  // what one read of the kernel gives under load
constexpr std::size_t kEvents = kBatches * kEventsInBatch;

const SystemClock clock;

class CountingHandler final : public FiringHandler {
public:
    void on_fire(const RuleSet&, Firing) override { ++matches_; }
    [[nodiscard]] std::uint64_t matches() const { return matches_; }

private:
    std::uint64_t matches_ = 0;
};

std::string numbered(const char* text, std::size_t number) {
    return std::string(text).append(std::to_string(number));
}

Trigger created(Trigger condition) {
    return all_of({kinds({EventKind::FileCreated}), std::move(condition)});
}

/// Of ten rules: five on an extension, one each on a name, a prefix, a path, a folder, and a combination.
Trigger trigger_of(std::size_t number) {
    const std::string name = numbered("n", number);
    const std::string folder = "/home/someone/project-" + name;
    switch (number % 10) {
        case 0:
            return created(path_glob(name + ".json"));
        case 1:
            return created(path_glob("report-" + name + "-*"));
        case 2:
            return all_of({kinds({EventKind::FileModified}),
                           path_glob("**/" + name + "/*.log", Subject::Part::FullPath)});
        case 3:
            return all_of({kinds({EventKind::FileCreated, EventKind::FileModified}), path_under(folder)});
        case 4:
            return created(all_of({any_of({path_glob("*.zip"), path_glob("*." + name)}), path_under(folder),
                                   negation(path_glob("*.part"))}));
        case 5:
            return all_of({kinds({EventKind::FileDeleted}), path_glob("*." + name)});
        default:
            return created(path_glob("*." + name));
    }
}

std::shared_ptr<const RuleSet> usual_rules() {
    std::vector<Rule> rules;
    for (std::size_t i = 0; i < kRules; ++i) {
        rules.push_back({numbered("rule ", i), true, trigger_of(i)});
    }
    return std::make_shared<const RuleSet>(std::move(rules));
}

/// Paths of about 53 characters; every tenth event matches one rule, as *.n6, *.n7 ... do.
Event event_of(std::size_t number) {
    constexpr std::array kKinds{EventKind::FileCreated, EventKind::FileModified, EventKind::FileCreated,
                                EventKind::FileModified, EventKind::FileDeleted};
    const std::string extension = number % 10 == 0 ? numbered("n", 6 + number / 10 % 4) : "cpp";
    const std::string path = numbered("/home/someone/projects/engine/source/file-", 100'000 + number);
    return file_event(path + '.' + extension, kKinds[number % kKinds.size()]);
}

std::vector<EventBatch> batches_of_events() {
    std::vector<EventBatch> batches(kBatches);
    for (std::size_t i = 0; i < kEvents; ++i) {
        batches[i / kEventsInBatch].push_back(event_of(i));
    }
    return batches;
}

void publish_all(EventBus& bus, std::vector<EventBatch>& batches) {
    for (EventBatch& batch : batches) {
        bus.publish(std::move(batch), {});
    }
    bus.close();
}

/// A source's thread hands over and the rule engine's takes, as in the engine; the events exist already.
void run_pipeline(benchmark::State& state) {
    const std::shared_ptr<const RuleSet> rules = usual_rules();
    CountingHandler handler;
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<EventBatch> batches = batches_of_events();
        EventBus bus(kEvents, OverflowPolicy::DropOldest, clock);
        RuleEngine engine(bus, rules, handler, clock);
        state.ResumeTiming();
        std::jthread source([&] { publish_all(bus, batches); });
        engine.run({});
        source.join();
        if (bus.totals().processed != kEvents) {
            state.SkipWithError("events were lost");
            break;
        }
    }
    const auto events = static_cast<std::int64_t>(kEvents) * state.iterations();
    state.SetItemsProcessed(events);
    state.counters["matches/event"] = static_cast<double>(handler.matches()) / static_cast<double>(events);
}
BENCHMARK(run_pipeline)->Name("pipeline/100_rules")->MeasureProcessCPUTime();

/// The same with what a source does besides: making every event, with its id, time and path.
void make_and_run_pipeline(benchmark::State& state) {
    const std::shared_ptr<const RuleSet> rules = usual_rules();
    CountingHandler handler;
    for (auto _ : state) {
        EventBus bus(kEvents, OverflowPolicy::DropOldest, clock);
        RuleEngine engine(bus, rules, handler, clock);
        std::jthread source([&bus] {
            std::vector<EventBatch> batches = batches_of_events();
            publish_all(bus, batches);
        });
        engine.run({});
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(kEvents) * state.iterations());
}
BENCHMARK(make_and_run_pipeline)->Name("pipeline/100_rules_and_making_events")->MeasureProcessCPUTime();

/// The hand-over alone.
void pass_through_bus(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<EventBatch> batches = batches_of_events();
        EventBus bus(kEvents, OverflowPolicy::DropOldest, clock);
        state.ResumeTiming();
        publish_all(bus, batches);
        EventBatch batch;
        while (bus.take(batch, {}) == TakeResult::Events) {
            bus.acknowledge(batch.size());
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(kEvents) * state.iterations());
}
BENCHMARK(pass_through_bus)->Name("bus/hand_over")->MeasureProcessCPUTime();

}  // namespace
}  // namespace wee
