#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/clock.h"
#include "sources/processes/process_facts.h"
#include "sources/processes/process_monitor_options.h"
#include "sources/processes/process_reports.h"

namespace wee {

/// A process that begins a program.
struct ProcessExec {
    ProcessIdentity identity;
    std::optional<ProcessNumber> parent;
    std::string_view name;  ///< Whole; empty: it was gone before its name could be learnt.
    ProcessMoment created;  ///< When the process itself began.
    ProcessMoment at;
    /// Uptime before the details were looked up; 0: they are those of the exec itself.
    std::chrono::nanoseconds looked_at{};
};

/// The processes that a monitor knows, and what becomes an event: each start once, each with one stop behind
/// it. A backend tells it what the system says, in the system's order for each process.
///
/// A program's run in a process is what starts and stops. It starts with the exec; a fork that executes
/// nothing within kForkGrace, or ends before, is a start of its own, as the copy of its parent that it is. It
/// stops with the process, or when another program takes its place there (reason "exec").
///
/// Not synchronised. Memory: an entry for each process that passes the filter, with all of its command line
/// until kDetailsLimit is reached, from then on with its beginning; a few bytes for each other one that a
/// listing has shown.
class ProcessTracker {
public:
    using ReadDetails = std::function<ProcessDetails()>;
    using Inspect = std::function<std::optional<InspectedProcess>(ProcessNumber)>;

    static constexpr std::chrono::milliseconds kForkGrace{1000};
    static constexpr std::size_t kDetailsLimit = 32 * 1024 * 1024;

    /// `own`: the engine's own process, where it ignores its descendants. `inspect` looks at a living
    /// process; nothing when it has gone. Options, reports and clock must outlive the object.
    ProcessTracker(const ProcessMonitorOptions& options, ProcessNumber own, Inspect inspect,
                   ProcessReports& reports, const Clock& clock);

    /// All that run already: no starts for them.
    void begin(const ProcessListing& listing);
    /// What must have happened since, when some of it was not told: becomes events.
    void compare_with(const ProcessListing& listing);

    void forked(const ProcessIdentity& child, ProcessNumber parent, const ProcessMoment& at);
    /// `read_details` is called only for what passes the filter.
    void executed(const ProcessExec& exec, const ReadDetails& read_details);
    void exited(const ProcessIdentity& identity, const ProcessEnd& end, const ProcessMoment& at);

    /// When `report_due` has something to do.
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const;
    /// Forks that have executed nothing for long enough.
    void report_due();

    /// Whether it is of interest, so that its end is worth waiting for.
    [[nodiscard]] bool follows(const ProcessIdentity& identity) const;
    /// Whether it is the engine itself or descends from it, and is ignored for that.
    [[nodiscard]] bool is_own(ProcessNumber pid) const;
    /// What processes must be called to be reported.
    [[nodiscard]] const ProcessFilter& filter() const { return options_.filter; }
    [[nodiscard]] std::size_t size() const { return known_.size(); }

private:
    enum class Phase {
        Forked,    ///< Nothing was reported of it yet.
        Reported,  ///< Its start was reported, or it ran already at the beginning.
        Other,     ///< Seen in a listing, and not to be reported.
    };
    struct Known {
        ProcessIdentity identity;
        Phase phase = Phase::Forked;
        ReportedProcess report;
        std::string listed_name;                  ///< Of the latest listing.
        std::chrono::nanoseconds inspected_at{};  ///< What happened before is in the details already.
        std::size_t held_size = 0;                ///< Of its command line, in details_size_.
    };
    struct WaitingFork {
        ProcessIdentity identity;
        SteadyTime due;
    };
    using KnownProcesses = std::unordered_map<ProcessNumber, Known>;

    void learn_own(const ProcessListing& listing);
    KnownProcesses::iterator find(const ProcessIdentity& identity, const ProcessMoment& at);
    void forget(KnownProcesses::iterator entry);
    void leave(KnownProcesses::iterator entry, const ProcessMoment& at);
    void hold(Known& entry, std::shared_ptr<const ProcessDetails> details);
    void settle(Known& entry, const InspectedProcess& inspected);
    static bool was_inspected(const Known& entry, const ProcessExec& exec, const ProcessDetails& details);
    void begin_program(Known& entry, const ProcessExec& exec, ProcessDetails details);
    void report_stop(const Known& entry, const ProcessEnd& end, const ProcessMoment& at);
    void report_fork(const ProcessIdentity& fork);
    void stop_missing(const ProcessListing& listing);
    void compare_one(const ListedProcess& listed, const ProcessMoment& now);
    void meet(const ListedProcess& listed, const ProcessMoment& now);
    void look_again(Known& entry, const ListedProcess& listed, const ProcessMoment& now);

    const ProcessMonitorOptions& options_;
    const ProcessNumber own_;
    const Inspect inspect_;
    ProcessReports& reports_;
    const Clock& clock_;
    KnownProcesses known_;
    std::unordered_set<ProcessNumber> own_descendants_;
    std::deque<WaitingFork> waiting_;  // the oldest first
    std::size_t details_size_ = 0;     // bytes of command lines; forks share their parents'
};

}  // namespace wee
