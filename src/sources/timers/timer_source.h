#pragma once

#include <memory>

#include "base/clock.h"
#include "sources/source.h"
#include "sources/timers/timer_alarm.h"
#include "sources/timers/timer_options.h"

namespace wee {

/// Ticks as the options say, from the moment of its start. `clock` must outlive the source. REQUIRES: the
/// alarm goes by the same clock.
std::unique_ptr<Source> make_timer_source(TimerOptions options, const Clock& clock,
                                          std::unique_ptr<TimerAlarm> alarm);

}  // namespace wee
