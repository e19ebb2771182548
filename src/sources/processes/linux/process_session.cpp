#include "sources/processes/linux/process_session.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "sources/processes/linux/proc_files.h"

namespace wee {
namespace {

/// Where one read follows the other that soon, a pause makes one of many: a wake-up costs more than a record.
constexpr std::chrono::milliseconds kPauseInBusyTimes{2};
/// A storm that loses records is over before all processes are looked at.
constexpr std::chrono::milliseconds kRescanDelay{200};
constexpr int kReadsAtTheEnd = 4;

timespec to_timespec(SteadyTime::duration duration) {
    const auto left = std::max(duration, SteadyTime::duration::zero());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    timespec time{};
    time.tv_sec = seconds.count();
    time.tv_nsec = std::chrono::duration_cast<std::chrono::nanoseconds>(left - seconds).count();
    return time;
}

void join(std::optional<SteadyTime>& earliest, const std::optional<SteadyTime>& other) {
    earliest = earliest && other ? std::min(*earliest, *other) : (earliest ? earliest : other);
}

}  // namespace

ProcessSession::ProcessSession(const ProcessMonitorOptions& options, FileDescriptor wake_up, EventSink& sink,
                               Log& log, const Clock& clock)
    : options_(options),
      wake_up_(std::move(wake_up)),
      log_(log),
      clock_(clock),
      reports_(options.name, sink),
      tracker_(
          options, static_cast<ProcessNumber>(::getpid()),
          [this](ProcessNumber pid) { return inspect_process(pid, clock_, users_); }, reports_, clock) {}

Result<void> ProcessSession::open(const std::stop_token& stop) {
    Result<OpenedFeed> opened =
        open_process_feed(options_, static_cast<ProcessNumber>(::getpid()), clock_, users_);
    if (!opened) {
        return opened.error();
    }
    opened_ = std::move(opened).value();
    const ProcessListing listing = list_processes(clock_);
    tracker_.begin(listing);
    opened_.feed->follow(tracker_, listing);
    return stop.stop_requested() ? Error("it was asked to end before it had begun") : Result<void>();
}

void ProcessSession::run(const std::stop_token& stop) {
    const std::stop_callback on_stop(stop, [this] { eventfd_write(wake_up_.number(), 1); });
    while (!stop.stop_requested()) {
        wait();
        read();
    }
    for (int reads = 1; reads < kReadsAtTheEnd; ++reads) {
        read();
    }
}

/// Sleeps until there is something to read, something is due, or the stop.
void ProcessSession::wait() {
    std::array<pollfd, 2> descriptors{
        {{wake_up_.number(), POLLIN, 0}, {opened_.feed->descriptor(), POLLIN, 0}}};
    const std::optional<SteadyTime> deadline = next_deadline();
    timespec remaining = to_timespec(deadline ? *deadline - clock_.steady_now() : SteadyTime::duration{});
    ::ppoll(descriptors.data(), descriptors.size(), deadline ? &remaining : nullptr, nullptr);
    if (clock_.steady_now() - last_read_ < kPauseInBusyTimes) {
        remaining = to_timespec(kPauseInBusyTimes);
        ::ppoll(descriptors.data(), 1, &remaining, nullptr);
    }
}

std::optional<SteadyTime> ProcessSession::next_deadline() const {
    std::optional<SteadyTime> earliest = rescan_due_;
    join(earliest, tracker_.next_deadline());
    join(earliest, opened_.feed->next_deadline());
    return earliest;
}

void ProcessSession::read() {
    const std::optional<FeedLoss> loss = opened_.feed->read(tracker_);
    last_read_ = clock_.steady_now();
    if (loss) {
        note_loss(*loss);
    } else if (rescan_due_ && *rescan_due_ <= last_read_) {
        rescan();
    }
    tracker_.report_due();
    reports_.flush();
}

void ProcessSession::note_loss(const FeedLoss& loss) {
    reports_.lost(loss.reason, loss.count, clock_.wall_now());
    if (!rescan_due_) {
        log_.warn(
            "events_lost",
            "source \"" + options_.name +
                "\": more processes began and ended at once than could be read: all that run are looked "
                "at again, and what has changed is reported",
            {{"source", options_.name}, {"reason", loss.reason}, {"lost", loss.count.value_or(0)}});
    }
    rescan_due_ = last_read_ + kRescanDelay;
}

void ProcessSession::rescan() {
    rescan_due_.reset();
    const ProcessListing listing = list_processes(clock_);
    tracker_.compare_with(listing);
    opened_.feed->follow(tracker_, listing);
}

}  // namespace wee
