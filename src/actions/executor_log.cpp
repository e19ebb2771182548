#include "actions/executor_log.h"

#include <bit>
#include <chrono>

#include "base/text.h"

namespace wee {
namespace {

constexpr std::chrono::seconds kTimeBetweenShortageReports{10};

std::string subject(const ExecutableRule& rule, const std::string& key) {
    return "rule \"" + rule.name + "\"" + (key.empty() ? "" : " for " + quote_for_display(key));
}

}  // namespace

void ExecutorLog::tell(const ExecutableRule& rule, const std::string& key, const Admission& admission) const {
    if (admission.interrupted.stop_possible() && log_.is_enabled(LogLevel::Info)) {
        log_.info("run_restarted", subject(rule, key) + ": the run is stopped, a newer one takes its place",
                  {{"rule", rule.name}, {"key", key}});
    }
    const bool is_left_out = admission.fate == RunFate::Skipped || admission.fate == RunFate::CooledDown;
    if (is_left_out && log_.is_enabled(LogLevel::Debug)) {
        const bool is_cooldown = admission.fate == RunFate::CooledDown;
        log_.debug("run_skipped",
                   subject(rule, key) + ": left out, because " +
                       (is_cooldown ? "its cooldown is not over" : "another run waits or runs"),
                   {{"rule", rule.name}, {"key", key}, {"reason", is_cooldown ? "cooldown" : "single"}});
    }
}

void ExecutorLog::dropped(const ExecutableRule& rule, std::uint64_t so_far) const {
    if (std::has_single_bit(so_far)) {
        log_.warn("runs_dropped",
                  "rule \"" + rule.name + "\" is slower than its events: " + std::to_string(so_far) +
                      " of its oldest waiting runs were dropped so far",
                  {{"rule", rule.name}, {"dropped", so_far}});
    }
}

void ExecutorLog::threads_are_short(std::size_t workers) {
    const SteadyTime now = clock_.steady_now();
    SteadyTime::rep next = next_shortage_report_.load();
    const SteadyTime::rep after_this = (now + kTimeBetweenShortageReports).time_since_epoch().count();
    if (now.time_since_epoch().count() < next ||
        !next_shortage_report_.compare_exchange_strong(next, after_this)) {
        return;
    }
    log_.warn("threads_short",
              "the machine has no thread left for another worker: runs wait for the " +
                  std::to_string(workers) + " there are; raise the limit of processes (ulimit -u, TasksMax=)",
              {{"workers", std::uint64_t{workers}}});
}

}  // namespace wee
