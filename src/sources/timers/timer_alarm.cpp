#include "sources/timers/timer_alarm.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace wee {
namespace {

using std::chrono::nanoseconds;

/// How long to wait at a time.
struct WaitFor {
    const Clock& clock;

    nanoseconds operator()(SteadyTime time) const {
        return std::min<nanoseconds>(time - clock.steady_now(), std::chrono::hours{1});
    }
    nanoseconds operator()(WallTime time) const {
        const WallTime now = clock.wall_now();
        constexpr std::chrono::minutes kUnnoticed{1};  // for so long the calendar may be wrong
        return time > now + kUnnoticed ? nanoseconds(kUnnoticed) : nanoseconds(time - now);
    }
};

class PortableTimerAlarm final : public TimerAlarm {
public:
    explicit PortableTimerAlarm(const Clock& clock) : clock_(clock) {}

    void wait_until(const TimerMoment& moment, const std::stop_token& stop) override {
        const nanoseconds wait = std::visit(WaitFor{clock_}, moment);
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any woken;
        woken.wait_for(lock, stop, wait, [] { return false; });
    }

private:
    const Clock& clock_;
};

}  // namespace

std::unique_ptr<TimerAlarm> make_portable_timer_alarm(const Clock& clock) {
    return std::make_unique<PortableTimerAlarm>(clock);
}

}  // namespace wee
