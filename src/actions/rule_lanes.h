#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>

#include "actions/cooldown.h"
#include "actions/run.h"

namespace wee {

/// What becomes of a run that was submitted.
enum class RunFate {
    Waits,       ///< In its lane, or begins at once.
    Replaces,    ///< It waits in the place of an older one, which will never run.
    Skipped,     ///< Left out: another of its key waits or runs (RunMode::Single).
    CooledDown,  ///< Left out: the cooldown of its key is not over.
};

struct Admission {
    RunFate fate = RunFate::Waits;
    /// The run that it interrupts (RunMode::Restart): to be requested when no lock is held.
    std::stop_source interrupted{std::nostopstate};
};

/// The runs of one rule, in lanes: which of them waits, runs, or is left out, as the rule's RunOptions say.
///
/// The runs of a lane follow each other. Each key has a lane of its own, but there is a single one that lets
/// several run where the key does not matter: in RunMode::Parallel, and where one run at a time must keep the
/// order of the events. Lanes take turns in the order in which they came into line. A lane lives as long as
/// it has a run. One thread at a time.
class RuleLanes {
    struct Lane;
    struct WaitingRun {
        Run run;
        Lane* lane;  // none where there is but one for all keys
    };
    using WaitingRuns = std::list<WaitingRun>;

public:
    /// A run that has begun.
    class Started {
    public:
        [[nodiscard]] const Run& run() const { return run_.front().run; }
        /// Requested when a newer run is to take its place; without a state where none does so.
        [[nodiscard]] const std::stop_source& interruption() const { return interruption_; }
        /// The event is not needed any more: what it holds is freed before a lock is taken.
        void release_event() { run_.front().run.event.reset(); }

    private:
        friend class RuleLanes;
        WaitingRuns run_;  // exactly one
        std::stop_source interruption_{std::nostopstate};
    };

    RuleLanes(std::shared_ptr<const ExecutableRule> rule, std::size_t processors);
    ~RuleLanes();
    RuleLanes(const RuleLanes&) = delete;
    RuleLanes& operator=(const RuleLanes&) = delete;

    Admission submit(Run run, SteadyTime now);
    /// The run that came first of those that wait will never run. REQUIRES: waiting() > 0.
    void drop_oldest();
    void drop_all_waiting();

    /// How many runs could begin now.
    [[nodiscard]] std::size_t startable() const;
    /// Begins the run whose turn it is. REQUIRES: startable() > 0.
    Started start_next();
    /// The run has ended. True when a newer one had asked it to make room.
    bool finish(const Started& run, SteadyTime now);

    [[nodiscard]] const std::shared_ptr<const ExecutableRule>& rule() const { return rule_; }
    [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
    [[nodiscard]] std::size_t running() const { return running_; }
    [[nodiscard]] std::size_t lanes() const { return lanes_.size(); }
    /// True when nothing waits, runs or cools down: the object can be made anew when it is needed.
    bool is_idle(SteadyTime now);
    /// Counts what was dropped because the rule is slower than its events.
    std::uint64_t count_drop() { return ++dropped_; }

private:
    using Lanes = std::unordered_map<std::string, Lane>;

    [[nodiscard]] bool has_lane_per_key() const;
    Admission submit_to_lane(Lane& lane, Run run);
    void append(Lane* lane, Run run);
    Admission restart(Lane& lane, Run run);
    void free_if_empty(Lane& lane);

    const std::shared_ptr<const ExecutableRule> rule_;
    const std::size_t maximum_at_once_;
    WaitingRuns waiting_;  // of all lanes, in the order in which they came
    Lanes lanes_;
    std::list<Lane*> line_;  // lanes with a run that waits, and none that runs
    std::size_t running_ = 0;
    std::uint64_t dropped_ = 0;
    std::optional<Cooldown> cooldown_;
};

}  // namespace wee
