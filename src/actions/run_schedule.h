#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>
#include <utility>

#include "actions/rule_lanes.h"

namespace wee {

struct ScheduleLimits {
    std::size_t maximum_at_once = 256;  ///< Runs of all rules.
    std::size_t maximum_waiting_per_rule = 100'000;
    std::size_t processors = 1;
};

/// The lanes of all rules, and whose turn it is. One thread at a time.
///
/// Rules of which nothing runs come first, and some places are kept for them, so that a rule with many slow
/// runs never holds up another; among equals each rule begins one run in turn. A rule is known by its
/// ExecutableRule object, and forgotten some time after its last run: rules that a reload has replaced leave
/// nothing behind.
class RunSchedule {
    struct Entry;
    using Entries = std::list<Entry>;
    struct Entry {
        Entry(std::shared_ptr<const ExecutableRule> rule, std::size_t processors)
            : lanes(std::move(rule), processors) {}
        RuleLanes lanes;
        Entries* place = nullptr;
        std::size_t startable = 0;  // as counted in startable_
    };

public:
    struct Submission {
        Admission admission;
        std::uint64_t dropped = 0;  ///< Not 0: the rule's oldest run was, so many so far.
    };

    /// A run that has begun.
    class Started {
    public:
        [[nodiscard]] const Run& run() const { return run_.run(); }
        /// Requested when a newer run is to take its place; without a state where none does so.
        [[nodiscard]] const std::stop_source& interruption() const { return run_.interruption(); }
        /// The event is not needed any more: what it holds is freed before a lock is taken.
        void release_event() { run_.release_event(); }

    private:
        friend class RunSchedule;
        Started(Entries::iterator entry, RuleLanes::Started run) : entry_(entry), run_(std::move(run)) {}
        Entries::iterator entry_;
        RuleLanes::Started run_;
    };

    explicit RunSchedule(ScheduleLimits limits);
    RunSchedule(const RunSchedule&) = delete;
    RunSchedule& operator=(const RunSchedule&) = delete;

    Submission submit(Run run, SteadyTime now);

    /// How many runs could begin now.
    [[nodiscard]] std::size_t startable() const;
    /// Begins the run whose turn it is. REQUIRES: startable() > 0.
    Started start_next();
    /// The run has ended. True when a newer one had asked it to make room.
    bool finish(const Started& run, SteadyTime now);

    /// Returns how many there were.
    std::size_t drop_all_waiting();

    [[nodiscard]] std::size_t waiting() const { return waiting_; }
    [[nodiscard]] std::size_t running() const { return running_; }
    /// Those that are remembered.
    [[nodiscard]] std::size_t rules() const { return rules_.size(); }

private:
    Entries::iterator entry_of(const std::shared_ptr<const ExecutableRule>& rule, SteadyTime now);
    void forget_idle_rules(SteadyTime now);
    Entries& place_for(const RuleLanes& lanes);
    void settle(Entries::iterator entry);
    void move_to_end(Entries& place, Entries::iterator entry);

    const ScheduleLimits limits_;
    Entries resting_;  // nothing that could begin
    Entries first_;    // could begin a run, and none runs
    Entries more_;     // could begin a run beside those that run
    std::unordered_map<const ExecutableRule*, Entries::iterator> rules_;
    std::size_t tidy_at_;        // so many rules
    std::size_t startable_ = 0;  // of all rules, were there places enough
    std::size_t waiting_ = 0;
    std::size_t running_ = 0;
};

}  // namespace wee
