#include "sources/desktop/linux/window_session.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace wee {
namespace {

constexpr std::chrono::milliseconds kDrainTime{40};

/// Interrupts the connection when the time is up, unless it is destroyed before. A thread of its own, because
/// libxcb's greeting of a server knows no time-out; it lives only while a connection is made.
class ConnectAlarm {
public:
    ConnectAlarm(std::chrono::milliseconds patience, WindowConnection& connection)
        : thread_([this, patience, &connection](const std::stop_token& stop) {
              std::unique_lock lock(mutex_);
              cancelled_.wait_for(lock, stop, patience, [] { return false; });
              if (!stop.stop_requested()) {
                  has_rung_ = true;
                  connection.interrupt();
              }
          }) {}

    [[nodiscard]] bool has_rung() const { return has_rung_; }

private:
    std::mutex mutex_;
    std::condition_variable_any cancelled_;
    std::atomic<bool> has_rung_ = false;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace

WindowSession::WindowSession(std::string source, WindowFilter filter,
                             std::unique_ptr<WindowConnection> connection, FileDescriptor wake_up,
                             EventSink& sink, Log& log, const Clock& clock,
                             std::chrono::milliseconds patience)
    : source_(std::move(source)),
      connection_(std::move(connection)),
      wake_up_(std::move(wake_up)),
      log_(log),
      clock_(clock),
      patience_(patience),
      reports_(source_, sink, clock),
      tracker_(std::move(filter), reports_, *connection_, clock) {}

Result<void> WindowSession::open(const std::stop_token& stop) {
    Result<DesktopState> state = connect(stop);
    if (!state) {
        return state.error();
    }
    tracker_.begin(std::move(state).value());
    return {};
}

Result<DesktopState> WindowSession::connect(const std::stop_token& stop) {
    connection_->clear_interrupt();
    const std::stop_callback on_stop(stop, [this] { connection_->interrupt(); });
    try {
        const ConnectAlarm alarm(patience_, *connection_);
        Result<DesktopState> state = connection_->open();
        if (stop.stop_requested()) {
            return Error("it was asked to end before it had begun");
        }
        if (alarm.has_rung()) {
            return Error(connection_->peer() + " has not answered for " + std::to_string(patience_.count()) +
                         " ms");
        }
        return state;
    } catch (const std::system_error& failure) {
        return Error("cannot start a thread: " + failure.code().message() +
                     "; raise the limit with 'ulimit -u' or TasksMax= of the service's unit");
    }
}

void WindowSession::run(const std::stop_token& stop) {
    const std::stop_callback on_stop(stop, [this] { eventfd_write(wake_up_.number(), 1); });
    while (!stop.stop_requested()) {
        tracker_.settle_due();  // before reading: it may ask, and with the answer come events
        const Result<WindowConnection::Outcome> outcome = connection_->read(tracker_);
        reports_.flush();
        if (!outcome) {
            lose(outcome.error().message());
            reconnect(stop);
        } else if (outcome.value() == WindowConnection::Outcome::Nothing) {
            wait();
        }
    }
    drain();
}

void WindowSession::lose(const std::string& reason) {
    log_.warn("events_lost",
              "source \"" + source_ + "\": " + reason +
                  "; window events are missing from now on until it is back, which is tried again and again",
              {{"source", source_}, {"reason", reason}});
    reports_.lost(reason);
    reports_.flush();
}

void WindowSession::reconnect(const std::stop_token& stop) {
    std::chrono::milliseconds delay = kFirstDelay;
    while (!stop.stop_requested()) {
        wait_for(-1, clock_.steady_now() + delay);
        Result<DesktopState> state = connect(stop);
        if (state) {
            tracker_.replace(std::move(state).value());
            reports_.flush();
            log_.info("window_source_back",
                      "source \"" + source_ + "\": connected to " + connection_->peer() + " again",
                      {{"source", source_}});
            return;
        }
        log_.debug("window_source_retry", "source \"" + source_ + "\": " + state.error().message(),
                   {{"source", source_}});
        if (!stop.stop_requested() && connection_->is_desktop_gone()) {
            tracker_.replace({});
            reports_.flush();
        }
        delay = std::min(2 * delay, kLongestDelay);
    }
}

// What has arrived when the stop comes is still reported; what keeps arriving must not hold it up.
void WindowSession::drain() {
    const SteadyTime end = clock_.steady_now() + kDrainTime;
    while (clock_.steady_now() < end) {
        const Result<WindowConnection::Outcome> outcome = connection_->read(tracker_);
        if (!outcome || outcome.value() == WindowConnection::Outcome::Nothing) {
            break;
        }
    }
    tracker_.settle_all();
    reports_.flush();
}

void WindowSession::wait() {
    wait_for(connection_->descriptor(), next_deadline());
}

void WindowSession::wait_for(int descriptor, std::optional<SteadyTime> deadline) {
    timespec remaining{};
    if (deadline) {
        const auto left = std::max(*deadline - clock_.steady_now(), SteadyTime::duration::zero());
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        remaining.tv_sec = seconds.count();
        remaining.tv_nsec = std::chrono::duration_cast<std::chrono::nanoseconds>(left - seconds).count();
    }
    std::array<pollfd, 2> descriptors{{{descriptor, POLLIN, 0}, {wake_up_.number(), POLLIN, 0}}};
    ppoll(descriptors.data(), descriptors.size(), deadline ? &remaining : nullptr, nullptr);
}

std::optional<SteadyTime> WindowSession::next_deadline() const {
    const std::optional<SteadyTime> title = tracker_.next_deadline();
    const std::optional<SteadyTime> connection = connection_->next_deadline();
    return title && connection ? std::min(*title, *connection) : (title ? title : connection);
}

}  // namespace wee
