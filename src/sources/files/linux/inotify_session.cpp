#include "sources/files/linux/inotify_session.h"

#include <limits.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "sources/files/linux/linux_directory_lister.h"

namespace wee {
namespace {

timespec as_timespec(SteadyTime::duration time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const std::chrono::nanoseconds rest = time - seconds;
    return {.tv_sec = seconds.count(), .tv_nsec = rest.count()};
}

// A full kernel queue (16,384 records of files with names of usual length) is two reads.
constexpr std::size_t kBufferSize = 256 * 1024;
constexpr std::size_t kLargestRecord = sizeof(inotify_event) + NAME_MAX + 1;
constexpr std::chrono::milliseconds kDrainTime{50};
constexpr std::chrono::seconds kPollPatience{10};
// Files get the time of the kernel's last tick, which lies up to 10 ms back.
constexpr std::chrono::milliseconds kFileTimeGranularity{20};

std::unique_ptr<FilePoller> make_poller(const FileWatcherOptions& options, EventSink& sink, Log& log,
                                        const Clock& clock) {
    return options.backend == WatchBackend::Auto
               ? std::make_unique<FilePoller>(options, make_linux_directory_lister(), sink, log, clock)
               : nullptr;
}

}  // namespace

InotifySession::InotifySession(const FileWatcherOptions& options, std::vector<std::string> roots,
                               std::unique_ptr<InotifyQueue> queue, FileDescriptor wake_up,
                               const std::string& mounts, EventSink& sink, Log& log, const Clock& clock)
    : source_(options.name),
      log_(log),
      clock_(clock),
      queue_(std::move(queue)),
      wake_up_(std::move(wake_up)),
      buffer_(kBufferSize),
      poller_(make_poller(options, sink, log, clock)),
      mounts_(mounts),
      places_(poller_.get(), mounts_),
      problems_(options.name, log,
                poller_ ? WatchProblems::LeftOut::Polled : WatchProblems::LeftOut::Unwatched),
      progress_(options.name, log, clock),
      reports_(options.name, sink, clock, options.events, options.directories),
      tracker_(tree_, FileFilter(options.pattern, options.ignore), reports_, clock, options.timing,
               options.directories),
      watched_(*queue_, tree_, tracker_, problems_, places_, progress_, options.scope(),
               [this] { return must_end(); }),
      roots_(std::move(roots), options.name, *queue_, tree_, watched_, places_, problems_, log),
      translator_(tree_, tracker_, watched_, roots_, clock) {}

Result<void> InotifySession::open(const std::stop_token& stop) {
    const std::stop_callback on_stop(stop, [this] { ask_to_stop(); });
    seen_all_until_ = clock_.wall_now();
    Result<void> attached = roots_.attach_all();
    problems_.report();
    progress_.finish();
    if (stop.stop_requested()) {
        return Error("it was asked to end before it had begun");
    }
    return attached && !places_.empty() ? begin_polling(stop) : attached;
}

Result<void> InotifySession::begin_polling(const std::stop_token& stop) {
    if (Result<void> started = poller_->start(); !started) {
        return started;
    }
    const Result<bool> looked = poller_->wait_for_first_look(stop, kPollPatience);
    if (!looked && stop.stop_requested()) {
        return looked.error();
    }
    if (!looked || !looked.value()) {
        log_.warn("file_system_hangs",
                  "source '" + source_ + "': what is polled could not be read" +
                      (looked ? " within 10 s" : ": " + looked.error().message()) +
                      "; what it holds when it can be is taken for known",
                  {{"source", source_}});
    }
    return {};
}

void InotifySession::follow_mounts() {
    const std::vector<std::string> changed = mounts_.reload();
    if (changed.empty()) {
        return;
    }
    roots_.check_all();
    for (const std::string& path : changed) {
        watched_.mount_changed(path);
    }
}

void InotifySession::run(const std::stop_token& stop) {
    const std::stop_callback on_stop(stop, [this] { ask_to_stop(); });
    while (!stop.stop_requested()) {
        let_records_gather();
        wait();
        read();
        if (have_mounts_changed_) {
            follow_mounts();
        }
        if (!places_.empty() && !poller_->start()) {
            log_.error("polling_failed", "source '" + source_ + "': there is no thread to poll with",
                       {{"source", source_}});
        }
        translator_.settle_overdue();
        tracker_.report_due();
        reports_.flush();
    }
    while (!must_end() && read() == ReadOutcome::Records) {}
    translator_.settle_all();
    if (const std::size_t incomplete = tracker_.report_all(); incomplete > 0) {
        log_.warn("files_not_complete",
                  "files that were still being written when the watching ended were not reported",
                  {{"source", source_}, {"files", std::to_string(incomplete)}});
    }
    reports_.flush();
}

void InotifySession::ask_to_stop() {
    must_end_at_ = clock_.steady_now() + kDrainTime;
    if (poller_) {
        poller_->request_stop();
    }
    eventfd_write(wake_up_.number(), 1);
}

void InotifySession::let_records_gather() {
    if (pause_ > SteadyTime::duration::zero()) {
        const timespec pause = as_timespec(pause_);
        pollfd stop{wake_up_.number(), POLLIN, 0};
        ppoll(&stop, 1, &pause, nullptr);
    }
}

// Sleeps until there is a record or the stop; with something to be settled later, until that is due.
void InotifySession::wait() {
    timespec remaining{};
    const std::optional<SteadyTime> deadline = next_deadline();
    if (deadline) {
        remaining = as_timespec(std::max(*deadline - clock_.steady_now(), SteadyTime::duration::zero()));
    }
    std::array<pollfd, 3> descriptors{{{queue_->descriptor(), POLLIN, 0},
                                       {wake_up_.number(), POLLIN, 0},
                                       {mounts_.descriptor(), POLLPRI, 0}}};
    ppoll(descriptors.data(), descriptors.size(), deadline ? &remaining : nullptr, nullptr);
    have_mounts_changed_ = (descriptors[2].revents & POLLPRI) != 0;
}

std::optional<SteadyTime> InotifySession::next_deadline() const {
    const std::optional<SteadyTime> move = translator_.next_deadline();
    const std::optional<SteadyTime> modification = tracker_.next_deadline();
    return move && modification ? std::min(*move, *modification) : (move ? move : modification);
}

InotifySession::ReadOutcome InotifySession::read() {
    const WallTime before = clock_.wall_now();
    const std::size_t length = queue_->read(buffer_);
    pause_ = length > 0 ? pacing_.pause_after(length, clock_.steady_now()) : SteadyTime::duration::zero();
    const auto outcome = translator_.translate(std::span(buffer_).first(length));
    if (outcome == InotifyTranslator::Outcome::QueueOverflowed) {
        recover_from_overflow();
    }
    if (length + kLargestRecord <= buffer_.size()) {  // there was room for more, so the queue was empty
        seen_all_until_ = before;
    }
    reports_.flush();
    return length > 0 ? ReadOutcome::Records : ReadOutcome::Nothing;
}

void InotifySession::recover_from_overflow() {
    constexpr std::string_view kReason = "kernel queue overflow";
    log_.warn("events_lost",
              "more happened at once than the kernel's queue holds (fs.inotify.max_queued_events): "
              "everything that is "
              "watched is scanned again, and what has changed is reported",
              {{"source", source_}, {"reason", kReason}});
    for (std::string& path : roots_.paths()) {
        reports_.lost(std::move(path), kReason);
    }
    reports_.flush();
    translator_.settle_all();
    tracker_.may_have_missed_changes();
    roots_.check_all();
    watched_.rescan(seen_all_until_ - kFileTimeGranularity);
}

bool InotifySession::must_end() const {
    const SteadyTime end = must_end_at_;
    return end != SteadyTime::max() && clock_.steady_now() >= end;
}

}  // namespace wee
