#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "actions/run_schedule.h"
#include "base/clock.h"
#include "telemetry/log.h"

namespace wee {

/// What the executor says about runs that do not go straight through. Any thread, with no lock held.
class ExecutorLog {
public:
    ExecutorLog(Log& log, const Clock& clock) : log_(log), clock_(clock) {}

    /// A run was left out, or takes another's place. Cheap when nobody wants to read it.
    void tell(const ExecutableRule& rule, const std::string& key, const Admission& admission) const;
    /// At every power of two: a full queue must not flood the log.
    void dropped(const ExecutableRule& rule, std::uint64_t so_far) const;
    /// At most once every few seconds.
    void threads_are_short(std::size_t workers);

private:
    Log& log_;
    const Clock& clock_;
    std::atomic<SteadyTime::rep> next_shortage_report_ = 0;
};

}  // namespace wee
