#include "sources/processes/process_tracker.h"

#include <algorithm>
#include <utility>

namespace wee {
namespace {

/// Two looks at a program, the kernel's and ours, may be that far apart and still be of the same exec.
constexpr std::chrono::milliseconds kSameExec{100};
/// What stays of a command line when memory runs short.
constexpr std::size_t kShortCommandLine = 256;

bool is_same_program(const ProcessDetails& a, const ProcessDetails& b) {
    return a.exe == b.exe && a.command_line == b.command_line && a.name == b.name;
}

}  // namespace

ProcessTracker::ProcessTracker(const ProcessMonitorOptions& options, ProcessNumber own, Inspect inspect,
                               ProcessReports& reports, const Clock& clock)
    : options_(options), own_(own), inspect_(std::move(inspect)), reports_(reports), clock_(clock) {}

void ProcessTracker::forked(const ProcessIdentity& child, ProcessNumber parent, const ProcessMoment& at) {
    if (is_own(parent)) {
        own_descendants_.insert(child.pid);
        return;
    }
    own_descendants_.erase(child.pid);
    const auto copied = known_.find(parent);
    const bool is_copy = copied != known_.end() && copied->second.phase != Phase::Other;
    if (!is_copy && !options_.filter.passes_everything()) {
        return;
    }
    Known entry{child, Phase::Forked, {child.pid, parent, at, nullptr}, {}, {}};
    if (is_copy) {
        entry.report.details = copied->second.report.details;
        entry.listed_name = copied->second.listed_name;
    }
    if (find(child, at) == known_.end()) {
        known_.emplace(child.pid, std::move(entry));
        waiting_.push_back({child, clock_.steady_now() + kForkGrace});
    }
}

void ProcessTracker::executed(const ProcessExec& exec, const ReadDetails& read_details) {
    const ProcessNumber pid = exec.identity.pid;
    auto found = find(exec.identity, exec.at);
    if (is_own(pid) || (found == known_.end() && exec.parent && is_own(*exec.parent))) {
        own_descendants_.insert(pid);
        return;
    }
    if (found != known_.end() && exec.at.uptime < found->second.inspected_at) {
        return;
    }
    if (!options_.filter.passes(exec.name)) {
        leave(found, exec.at);
        return;
    }
    if (found == known_.end()) {
        const ProcessMoment begun =
            exec.at.uptime - exec.created.uptime < kForkGrace ? exec.created : exec.at;
        Known entry{exec.identity, Phase::Forked, {pid, exec.parent, begun, nullptr}, {}, {}};
        found = known_.emplace(pid, std::move(entry)).first;
    }
    ProcessDetails details = read_details();
    if (!was_inspected(found->second, exec, details)) {
        begin_program(found->second, exec, std::move(details));
    }
}

/// It goes on as a program that is not to be reported.
void ProcessTracker::leave(KnownProcesses::iterator entry, const ProcessMoment& at) {
    if (entry == known_.end() || entry->second.phase == Phase::Other) {
        return;
    }
    if (entry->second.phase == Phase::Reported) {
        report_stop(entry->second, ProcessEnd::replaced(), at);
    }
    forget(entry);
}

void ProcessTracker::exited(const ProcessIdentity& identity, const ProcessEnd& end, const ProcessMoment& at) {
    own_descendants_.erase(identity.pid);
    const auto found = known_.find(identity.pid);
    if (found != known_.end() && found->second.identity.fits(identity)) {
        report_stop(found->second, end, at);
        forget(found);
    }
}

std::optional<SteadyTime> ProcessTracker::next_deadline() const {
    return waiting_.empty() ? std::nullopt : std::optional(waiting_.front().due);
}

void ProcessTracker::report_due() {
    const SteadyTime now = clock_.steady_now();
    while (!waiting_.empty() && waiting_.front().due <= now) {
        report_fork(waiting_.front().identity);
        waiting_.pop_front();
    }
}

bool ProcessTracker::follows(const ProcessIdentity& identity) const {
    const auto found = known_.find(identity.pid);
    return found != known_.end() && found->second.identity.fits(identity) &&
           found->second.phase != Phase::Other;
}

bool ProcessTracker::is_own(ProcessNumber pid) const {
    return options_.own_processes == OwnProcesses::Ignored && (pid == own_ || own_descendants_.contains(pid));
}

/// A process of that id which is another one must have ended without our hearing of it.
ProcessTracker::KnownProcesses::iterator ProcessTracker::find(const ProcessIdentity& identity,
                                                              const ProcessMoment& at) {
    const auto found = known_.find(identity.pid);
    if (found == known_.end()) {
        return found;
    }
    Known& entry = found->second;
    if (entry.identity.fits(identity)) {
        entry.identity.start = std::max(entry.identity.start, identity.start);
        return found;
    }
    report_stop(entry, {}, at);
    forget(found);
    return known_.end();
}

void ProcessTracker::forget(KnownProcesses::iterator entry) {
    details_size_ -= entry->second.held_size;
    known_.erase(entry);
}

/// Keeps the details until the stop, shortened when all of them together have become too much.
void ProcessTracker::hold(Known& entry, std::shared_ptr<const ProcessDetails> details) {
    details_size_ -= entry.held_size;
    if (details_size_ + details->command_line.size() > kDetailsLimit &&
        details->command_line.size() > kShortCommandLine) {
        ProcessDetails shortened = *details;
        shortened.command_line.resize(kShortCommandLine);
        shortened.command_line.shrink_to_fit();
        shortened.command_line.append("...");
        shortened.command_line_is_cut = true;
        details = std::make_shared<const ProcessDetails>(std::move(shortened));
    }
    entry.held_size = details->command_line.size();
    details_size_ += entry.held_size;
    entry.report.details = std::move(details);
}

/// What a look at the process says of it, without a report.
void ProcessTracker::settle(Known& entry, const InspectedProcess& inspected) {
    entry.identity = inspected.listed.identity;
    entry.listed_name = inspected.listed.listed_name;
    entry.inspected_at = inspected.looked_at;
    entry.phase = Phase::Other;
    details_size_ -= std::exchange(entry.held_size, 0);
    entry.report.details.reset();
    if (options_.filter.passes(inspected.details.name)) {
        entry.phase = Phase::Reported;
        entry.report.pid = entry.identity.pid;
        entry.report.parent = inspected.details.parent;
        entry.report.begun = inspected.listed.begun;
        hold(entry, std::make_shared<const ProcessDetails>(inspected.details));
    }
}

/// Whether our own look at the process has seen this program, a moment before the kernel says so.
bool ProcessTracker::was_inspected(const Known& entry, const ProcessExec& exec,
                                   const ProcessDetails& details) {
    return entry.phase == Phase::Reported && exec.at.uptime < entry.inspected_at + kSameExec &&
           is_same_program(*entry.report.details, details);
}

void ProcessTracker::begin_program(Known& entry, const ProcessExec& exec, ProcessDetails details) {
    if (entry.phase != Phase::Forked) {
        report_stop(entry, ProcessEnd::replaced(), exec.at);
        entry.report.begun = exec.at;
    }
    entry.phase = Phase::Reported;
    entry.inspected_at = exec.looked_at;
    entry.report.pid = entry.identity.pid;
    entry.report.parent = details.parent ? details.parent : entry.report.parent;
    entry.listed_name = details.listed_name;
    entry.report.details = std::make_shared<const ProcessDetails>(std::move(details));
    reports_.started(entry.report, exec.at.wall);
    hold(entry, entry.report.details);
}

void ProcessTracker::report_stop(const Known& entry, const ProcessEnd& end, const ProcessMoment& at) {
    if (entry.phase == Phase::Other || !entry.report.details) {
        return;
    }
    if (entry.phase == Phase::Forked) {
        reports_.started(entry.report, entry.report.begun.wall);
    }
    reports_.stopped(entry.report, end, at);
}

void ProcessTracker::report_fork(const ProcessIdentity& fork) {
    const auto found = known_.find(fork.pid);
    if (found == known_.end() || found->second.phase != Phase::Forked || !found->second.identity.fits(fork)) {
        return;
    }
    Known& entry = found->second;
    const std::optional<InspectedProcess> seen = inspect_(fork.pid);
    if (!seen || !seen->listed.identity.fits(entry.identity)) {
        return;  // its end is on the way
    }
    const ProcessMoment begun = entry.report.begun;
    settle(entry, *seen);
    if (entry.phase == Phase::Reported) {
        entry.report.begun = begun;
        reports_.started(entry.report, clock_.wall_now());
    }
}

}  // namespace wee
