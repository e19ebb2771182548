#include "engine/replay.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <thread>
#include <utility>

#include "engine/rule_generation.h"
#include "engine/run_backlog.h"
#include "engine/run_dispatcher.h"
#include "event/event_bus.h"
#include "rules/rule_engine.h"
#include "sources/replay/replay_pace.h"

namespace wee {
namespace {

/// Few batches on their way keep the memory of the events in the processor's caches.
constexpr std::size_t kEventsAtOnce = 512;
constexpr std::size_t kEventsOnTheWay = 16 * kEventsAtOnce;
constexpr std::uint64_t kMostWaitingRuns = 10'000;
constexpr std::chrono::milliseconds kPatienceWithRunsWhenStopped{150};

/// Counts the matches, hands what fires to the executor, and waits for the executor where that does not keep up: a
/// recording brings in seconds what took days.
class ReplayHandler final : public FiringHandler {
public:
    ReplayHandler(RunDispatcher& dispatcher, const Executor& executor, std::size_t rules,
                  std::stop_token stop)
        : dispatcher_(dispatcher), backlog_(executor), matches_by_rule_(rules), stop_(std::move(stop)) {}

    void on_match(RuleIndex rule) override { ++matches_by_rule_[rule]; }

    void on_fire(const RuleSet& rules, Firing firing) override {
        dispatcher_.on_fire(rules, std::move(firing));
        if (++fired_ % (kMostWaitingRuns / 10) == 0) {
            backlog_.wait_until_at_most(kMostWaitingRuns, stop_);
        }
    }

    void on_suspended(const Rule& rule, const Event& event, std::string_view key) override {
        dispatcher_.on_suspended(rule, event, key);
    }
    void on_resumed(const Rule& rule, std::string_view key, std::uint64_t held_back) override {
        dispatcher_.on_resumed(rule, key, held_back);
    }
    void on_discarded(const Rule& rule, std::size_t count) override { dispatcher_.on_discarded(rule, count); }

    [[nodiscard]] const std::vector<std::uint64_t>& matches_by_rule() const { return matches_by_rule_; }

private:
    RunDispatcher& dispatcher_;
    const RunBacklog backlog_;
    std::vector<std::uint64_t> matches_by_rule_;
    std::uint64_t fired_ = 0;
    const std::stop_token stop_;
};

class Replay {
public:
    Replay(const Config& config, const ReplayOptions& options, const ReplayPorts& ports,
           const std::stop_token& stop)
        : options_(options),
          ports_(ports),
          stop_(stop),
          bus_(kEventsOnTheWay, OverflowPolicy::Block, ports.clock),
          executor_({.mode = options.mode, .maximum_waiting_runs = std::numeric_limits<std::size_t>::max()},
                    ports.log, ports.clock),
          generation_(make_rule_generation(
              config, {ports.log, ports.launcher, ports.http, ports.scripts, nullptr, ports.machine})),
          dispatcher_(executor_, bus_, generation_, ports.log, ports.clock),
          handler_(dispatcher_, executor_, config.rules.size(), stop),
          rule_engine_(bus_, generation_.rules, handler_, ports.clock, TimeSource::Events) {}

    ReplayResult run(EventReader& events) {
        const SteadyTime start = ports_.clock.steady_now();
        std::jthread rules([this] { rule_engine_.run(stop_); });
        publish_all(events);
        bus_.close();
        rules.join();
        result_.duration = ports_.clock.steady_now() - start;
        RunBacklog(executor_).wait_until_at_most(0, stop_);
        executor_.stop(kPatienceWithRunsWhenStopped);
        result_.events = bus_.totals().processed;
        result_.matched = rule_engine_.totals().matched;
        result_.matches_by_rule = handler_.matches_by_rule();
        result_.runs = executor_.totals();
        return std::move(result_);
    }

private:
    void publish_all(EventReader& events) {
        ReplayPace pace(options_.speed, ports_.clock);
        const auto publish = [this](EventBatch batch) { bus_.publish(std::move(batch), stop_); };
        while (!stop_.stop_requested()) {
            EventBatch batch;
            batch.reserve(kEventsAtOnce);
            const EventReader::Outcome outcome = events.read(batch, kEventsAtOnce);
            if (outcome == EventReader::Outcome::Events) {
                pace.deliver(std::move(batch), publish, stop_);
            } else if (!goes_on_after(outcome, events)) {
                return;
            }
        }
    }

    bool goes_on_after(EventReader::Outcome outcome, const EventReader& events) {
        if (outcome == EventReader::Outcome::End) {
            return false;
        }
        if (outcome == EventReader::Outcome::BadLine) {
            ++result_.bad_lines;
            if (options_.bad_lines == BadLines::Skip) {
                ports_.log.warn("bad_line", events.problem());
                return true;
            }
        }
        result_.problem = events.problem();
        return false;
    }

    const ReplayOptions options_;
    const ReplayPorts ports_;
    const std::stop_token stop_;
    EventBus bus_;
    Executor executor_;
    RuleGeneration generation_;
    RunDispatcher dispatcher_;
    ReplayHandler handler_;
    RuleEngine rule_engine_;
    ReplayResult result_;
};

}  // namespace

ReplayResult replay(const Config& config, EventReader& events, const ReplayOptions& options,
                    const ReplayPorts& ports, const std::stop_token& stop) {
    return Replay(config, options, ports, stop).run(events);
}

}  // namespace wee
