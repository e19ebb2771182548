#pragma once

#include <memory>

#include "sources/timers/timer_alarm.h"

namespace wee {

/// Sleeps in the kernel until the moment itself, and is woken at once when the calendar is set or the machine
/// comes back from sleep. No wake-up in between.
std::unique_ptr<TimerAlarm> make_timerfd_alarm();

}  // namespace wee
