#include "sources/timers/linux/timerfd_alarm.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string>
#include <system_error>

#include "os/linux/file_descriptor.h"

namespace wee {
namespace {

template <typename Duration>
timespec to_timespec(Duration duration) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(duration);
    const std::chrono::nanoseconds rest = duration - seconds;
    return {seconds.count(), static_cast<long>(rest.count())};
}

class TimerfdAlarm final : public TimerAlarm {
public:
    Result<void> open() override;
    void wait_until(const TimerMoment& moment, const std::stop_token& stop) override;

private:
    bool arm(SteadyTime time);
    bool arm(WallTime time);
    int timer_for(const TimerMoment& moment) const {
        return std::holds_alternative<SteadyTime>(moment) ? steady_timer_.number() : wall_timer_.number();
    }

    FileDescriptor stop_event_;
    FileDescriptor steady_timer_;
    FileDescriptor wall_timer_;
};

Result<void> TimerfdAlarm::open() {
    stop_event_ = FileDescriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    steady_timer_ = FileDescriptor(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
    wall_timer_ = FileDescriptor(timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK));
    if (!stop_event_.is_open() || !steady_timer_.is_open() || !wall_timer_.is_open()) {
        return Error("cannot open a timer of the kernel: " + std::generic_category().message(errno) +
                     (errno == EMFILE
                          ? "; raise the limit with 'ulimit -n' or LimitNOFILE= of the service's unit"
                          : ""));
    }
    return {};
}

bool TimerfdAlarm::arm(SteadyTime time) {
    const auto since_boot = std::max(time.time_since_epoch(), SteadyTime::duration{1});  // 0 would disarm
    const itimerspec when{{}, to_timespec(since_boot)};
    return timerfd_settime(steady_timer_.number(), TFD_TIMER_ABSTIME, &when, nullptr) == 0;
}

bool TimerfdAlarm::arm(WallTime time) {
    const auto since_epoch = std::max(time.time_since_epoch(), WallTime::duration{1});
    const itimerspec when{{}, to_timespec(since_epoch)};
    return timerfd_settime(wall_timer_.number(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when,
                           nullptr) == 0;
}

void TimerfdAlarm::wait_until(const TimerMoment& moment, const std::stop_token& stop) {
    const std::stop_callback wake(stop, [event = stop_event_.number()] {
        const std::uint64_t one = 1;
        static_cast<void>(::write(event, &one, sizeof one));
    });
    if (!std::visit([this](auto time) { return arm(time); }, moment)) {
        return;  // the calendar was set just now
    }
    std::array<pollfd, 2> waited{pollfd{stop_event_.number(), POLLIN, 0},
                                 pollfd{timer_for(moment), POLLIN, 0}};
    ::poll(waited.data(), waited.size(), -1);
    std::uint64_t expirations = 0;  // read so that the next poll waits again; ECANCELED: the calendar was set
    static_cast<void>(::read(timer_for(moment), &expirations, sizeof expirations));
}

}  // namespace

std::unique_ptr<TimerAlarm> make_timerfd_alarm() {
    return std::make_unique<TimerfdAlarm>();
}

}  // namespace wee
