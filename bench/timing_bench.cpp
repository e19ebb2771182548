// What debounce, throttle and breaker cost an event, by the number of keys that are live, beside what one would
// write first: a timer of the event loop for each key, and an ordered map of timers.
#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "rules/rule_evaluator.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kWait = 500ms;
// Keys come back in an order that no cache foresees; the step has no divisor in common with their number.
constexpr std::size_t kStep = 61'803;

class CountingHandler final : public FiringHandler {
public:
    void on_fire(const RuleSet&, Firing) override { ++fired_; }
    [[nodiscard]] std::uint64_t fired() const { return fired_; }

private:
    std::uint64_t fired_ = 0;
};

/// 53 characters, as in the other benches.
std::string path_of(std::size_t number) {
    std::string path = "/home/someone/projects/engine/source/file-00000000.txt";
    const std::string digits = std::to_string(number);
    path.replace(path.size() - 4 - digits.size(), digits.size(), digits);
    return path;
}

std::vector<Event> events_of(std::size_t keys) {
    std::vector<Event> events;
    events.reserve(keys);
    for (std::size_t i = 0; i < keys; ++i) {
        events.push_back(file_event(path_of(i), EventKind::FileModified));
    }
    return events;
}

std::shared_ptr<const RuleSet> rules_of(const RuleTiming& timing, bool has_breaker) {
    Rule rule;
    rule.name = "rule";
    rule.trigger = all_of({kinds({EventKind::FileModified}), path_glob("*.txt")});
    rule.timing = timing;
    rule.breaker.enabled = has_breaker;
    return std::make_shared<const RuleSet>(std::vector<Rule>{rule});
}

/// Feeds copies of the events to `see(Event&)`, the copying not counted, in runs of 1,024. The time is that of
/// the processor, so that what else the machine does counts little.
template <typename See>
void feed(benchmark::State& state, const std::vector<Event>& events, See see) {
    constexpr std::size_t kRun = 1'024;
    std::vector<Event> run(kRun);
    std::size_t next = 0;
    for (auto _ : state) {
        for (Event& event : run) {
            event = events[next];
            next = (next + kStep) % events.size();
        }
        const std::clock_t begin = std::clock();
        for (Event& event : run) {
            see(event);
        }
        state.SetIterationTime(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(kRun) * state.iterations());
    state.counters["keys"] = static_cast<double>(events.size());
}

/// Time goes on by the microsecond; `timing` decides what becomes of it.
void evaluate(benchmark::State& state, const RuleTiming& timing, bool has_breaker) {
    const std::vector<Event> events = events_of(static_cast<std::size_t>(state.range(0)));
    CountingHandler handler;
    RuleEvaluator evaluator(rules_of(timing, has_breaker), handler, TimeSource::Machine);
    SteadyTime now{1h};
    const auto see = [&](Event& event) {
        now += 1us;
        evaluator.advance(now);
        evaluator.evaluate(event);
    };
    for (Event event : events) {
        see(event);
    }
    feed(state, events, see);
    state.counters["fired"] = static_cast<double>(handler.fired());
}

void no_timing(benchmark::State& state) {
    evaluate(state, {}, false);
}
void breaker(benchmark::State& state) {
    evaluate(state, {}, true);
}
void debounce(benchmark::State& state) {
    evaluate(state, {kWait, 0ms}, true);
}
void throttle(benchmark::State& state) {
    evaluate(state, {0ms, kWait}, true);
}

/// The same match and key as the evaluator's, then `hold(key, event)` of something else.
template <typename Hold>
void match_and_hold(benchmark::State& state, Hold hold) {
    const std::vector<Event> events = events_of(static_cast<std::size_t>(state.range(0)));
    const std::shared_ptr<const RuleSet> rules = rules_of({}, false);
    std::vector<RuleIndex> matches;
    const auto see = [&](Event& event) {
        matches.clear();
        rules->match(event, matches);
        MatchedEvent matched(event);
        std::string key(matched.key_for(rules->rule(matches.front())));
        hold(std::move(key), matched.share());
    };
    for (Event event : events) {
        see(event);
    }
    feed(state, events, see);
}

/// A hash table of keys, and their timers in a map by time.
void debounce_by_ordered_map(benchmark::State& state) {
    struct Waiting {
        std::shared_ptr<const Event> event;
        std::multimap<SteadyTime, std::string>::iterator timer;
    };
    std::multimap<SteadyTime, std::string> timers;
    std::unordered_map<std::string, Waiting> waiting;
    SteadyTime now{1h};
    std::uint64_t fired = 0;
    match_and_hold(state, [&](std::string key, const std::shared_ptr<const Event>& event) {
        now += 1us;
        for (; !timers.empty() && timers.begin()->first <= now; timers.erase(timers.begin())) {
            fired += waiting.erase(timers.begin()->second);
        }
        Waiting& entry = waiting[key];
        if (entry.event) {
            timers.erase(entry.timer);
        }
        entry = {event, timers.emplace(now + kWait, std::move(key))};
    });
    state.counters["fired"] = static_cast<double>(fired);
}

/// A timer of Asio for each key, set anew for each event, as tutorials do.
void debounce_by_asio_timers(benchmark::State& state) {
    struct Waiting {
        std::shared_ptr<const Event> event;
        std::unique_ptr<boost::asio::steady_timer> timer;
    };
    boost::asio::io_context loop;
    std::unordered_map<std::string, Waiting> waiting;
    std::uint64_t fired = 0;
    match_and_hold(state, [&](std::string key, const std::shared_ptr<const Event>& event) {
        loop.poll();
        Waiting& entry = waiting[key];
        if (!entry.timer) {
            entry.timer = std::make_unique<boost::asio::steady_timer>(loop);
        }
        entry.event = event;
        entry.timer->expires_after(kWait);
        entry.timer->async_wait([&, key = std::move(key)](const boost::system::error_code& error) {
            if (!error) {
                fired += waiting.erase(key);
            }
        });
    });
    state.counters["fired"] = static_cast<double>(fired);
}

constexpr auto kSizes = [](benchmark::internal::Benchmark* bench) {
    for (const std::int64_t keys : {1'000, 100'000, 1'000'000}) {
        bench->Arg(keys);
    }
    bench->UseManualTime();
};
BENCHMARK(no_timing)->Apply(kSizes);
BENCHMARK(breaker)->Apply(kSizes);
BENCHMARK(throttle)->Apply(kSizes);
BENCHMARK(debounce)->Apply(kSizes);
BENCHMARK(debounce_by_ordered_map)->Apply(kSizes);
BENCHMARK(debounce_by_asio_timers)->Apply(kSizes);

}  // namespace
}  // namespace wee
