// What the tracker makes of listings of all processes.
#include <utility>

#include "sources/processes/process_tracker.h"

namespace wee {
namespace {

/// A process may change its name and its arguments without a new program; not its executable.
bool has_new_program(const ProcessDetails& before, const ProcessDetails& now) {
    const bool knows_both = !before.exe.empty() && !now.exe.empty();
    return knows_both ? before.exe != now.exe : before.command_line != now.command_line;
}

}  // namespace

void ProcessTracker::begin(const ProcessListing& listing) {
    learn_own(listing);
    for (const ListedProcess& listed : listing.processes) {
        if (is_own(listed.identity.pid)) {
            continue;
        }
        if (const std::optional<InspectedProcess> seen = inspect_(listed.identity.pid)) {
            settle(known_[listed.identity.pid], *seen);
        }
    }
}

void ProcessTracker::compare_with(const ProcessListing& listing) {
    own_descendants_.clear();
    learn_own(listing);
    stop_missing(listing);
    for (const ListedProcess& listed : listing.processes) {
        if (!is_own(listed.identity.pid)) {
            compare_one(listed, listing.taken_at);
        }
    }
}

/// Parents may stand behind their children in a listing.
void ProcessTracker::learn_own(const ProcessListing& listing) {
    for (bool has_grown = true; has_grown;) {
        has_grown = false;
        for (const ListedProcess& listed : listing.processes) {
            if (is_own(listed.parent) && !is_own(listed.identity.pid)) {
                own_descendants_.insert(listed.identity.pid);
                has_grown = true;
            }
        }
    }
}

void ProcessTracker::stop_missing(const ProcessListing& listing) {
    std::unordered_map<ProcessNumber, const ListedProcess*> listed;
    for (const ListedProcess& process : listing.processes) {
        listed.emplace(process.identity.pid, &process);
    }
    for (auto entry = known_.begin(); entry != known_.end();) {
        const auto current = entry++;
        const auto found = listed.find(current->first);
        if (found == listed.end() || !found->second->identity.fits(current->second.identity)) {
            report_stop(current->second, {}, listing.taken_at);
            forget(current);
        }
    }
}

void ProcessTracker::compare_one(const ListedProcess& listed, const ProcessMoment& now) {
    const auto found = known_.find(listed.identity.pid);
    if (found == known_.end()) {
        meet(listed, now);
        return;
    }
    found->second.identity = listed.identity;
    if (found->second.listed_name != listed.listed_name) {
        look_again(found->second, listed, now);
    }
}

/// One that was not known. As long as it may be a fork that is about to execute something, it waits like one.
void ProcessTracker::meet(const ListedProcess& listed, const ProcessMoment& now) {
    const auto parent = known_.find(listed.parent);
    if (parent != known_.end() && parent->second.phase != Phase::Other &&
        parent->second.listed_name == listed.listed_name && now.uptime - listed.begun.uptime < kForkGrace) {
        forked(listed.identity, listed.parent, listed.begun);
        return;
    }
    const std::optional<InspectedProcess> seen = inspect_(listed.identity.pid);
    if (!seen || !seen->listed.identity.fits(listed.identity)) {
        return;
    }
    Known& entry = known_[listed.identity.pid];
    settle(entry, *seen);
    if (entry.phase == Phase::Reported) {
        reports_.started(entry.report, now.wall);
    }
}

/// A process whose name has changed: maybe it is another program now.
void ProcessTracker::look_again(Known& entry, const ListedProcess& listed, const ProcessMoment& now) {
    const std::optional<InspectedProcess> seen = inspect_(listed.identity.pid);
    if (!seen || !seen->listed.identity.fits(entry.identity)) {
        return;
    }
    entry.listed_name = seen->listed.listed_name;
    if (entry.phase == Phase::Reported && !has_new_program(*entry.report.details, seen->details)) {
        return;
    }
    const Known before = entry;
    settle(entry, *seen);
    if (before.phase == Phase::Reported) {
        report_stop(before, ProcessEnd::replaced(), now);
        entry.report.begun = now;
    }
    if (entry.phase == Phase::Reported) {
        reports_.started(entry.report, now.wall);
    }
}

}  // namespace wee
