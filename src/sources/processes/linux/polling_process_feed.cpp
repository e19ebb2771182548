#include "sources/processes/linux/polling_process_feed.h"

#include <utility>

#include "sources/processes/linux/pidfd_set.h"
#include "sources/processes/linux/proc_files.h"

namespace wee {
namespace {

class PollingProcessFeed final : public ProcessFeed {
public:
    PollingProcessFeed(std::chrono::milliseconds interval, const Clock& clock)
        : interval_(interval), clock_(clock), next_look_(clock.steady_now() + interval) {}

    [[nodiscard]] int descriptor() const override { return followed_.descriptor(); }
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const override { return next_look_; }
    void follow(const ProcessTracker& tracker, const ProcessListing& listing) override;
    std::optional<FeedLoss> read(ProcessTracker& tracker) override;

private:
    const std::chrono::milliseconds interval_;
    const Clock& clock_;
    SteadyTime next_look_;
    PidfdSet followed_;
};

/// What cannot be followed (too many descriptors) is missed by the next look.
void PollingProcessFeed::follow(const ProcessTracker& tracker, const ProcessListing& listing) {
    for (const ListedProcess& process : listing.processes) {
        if (tracker.follows(process.identity) && !followed_.contains(process.identity.pid)) {
            followed_.add(process.identity);
        }
    }
}

std::optional<FeedLoss> PollingProcessFeed::read(ProcessTracker& tracker) {
    const ProcessMoment now = BootTime(clock_).now();
    for (const ProcessIdentity& ended : followed_.take_ended()) {
        tracker.exited(ended, {}, now);
    }
    if (clock_.steady_now() >= next_look_) {
        const ProcessListing listing = list_processes(clock_);
        tracker.compare_with(listing);
        follow(tracker, listing);
        next_look_ = clock_.steady_now() + interval_;
    }
    return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<ProcessFeed>> open_polling_feed(std::chrono::milliseconds interval,
                                                       const Clock& clock) {
    if (list_processes(clock).processes.empty()) {
        return Error("/proc is not mounted, or shows no process; mount it: mount -t proc proc /proc");
    }
    return std::unique_ptr<ProcessFeed>(std::make_unique<PollingProcessFeed>(interval, clock));
}

}  // namespace wee
