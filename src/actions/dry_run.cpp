#include "actions/dry_run.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "actions/perform_actions.h"

namespace wee {

bool DryRun::describe(const Run& run) {
    if (run.rule->options.cooldown > std::chrono::milliseconds::zero() && !admit(run)) {
        return false;
    }
    describe_actions(*run.rule, *run.event, log_);
    return true;
}

bool DryRun::admit(const Run& run) {
    const std::lock_guard lock(mutex_);
    if (cooling_.size() >= tidy_at_) {
        forget_idle_rules(run.time);
    }
    const auto [place, is_new] = cooling_.try_emplace(run.rule.get(), run.rule);
    Cooldown& cooldown = place->second.cooldown;
    if (!cooldown.admit(run.key, run.time)) {
        return false;
    }
    cooldown.start(run.key, run.time);
    return true;
}

void DryRun::forget_idle_rules(SteadyTime now) {
    for (auto entry = cooling_.begin(); entry != cooling_.end();) {
        entry = entry->second.cooldown.is_over(now) ? cooling_.erase(entry) : std::next(entry);
    }
    tidy_at_ = std::max(tidy_at_, 2 * cooling_.size());
}

}  // namespace wee
