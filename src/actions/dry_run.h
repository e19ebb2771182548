#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "actions/cooldown.h"
#include "actions/run.h"
#include "telemetry/log.h"

namespace wee {

/// Says what runs would do. A run takes no time, so modes do not matter; cooldowns go by Run::time, which in a
/// replay is that of the events. Any thread.
class DryRun {
public:
    /// `log` must outlive this.
    explicit DryRun(Log& log) : log_(log) {}

    /// False: left out, because the cooldown of its key is not over.
    bool describe(const Run& run);

private:
    struct CoolingRule {
        explicit CoolingRule(const std::shared_ptr<const ExecutableRule>& of)
            : rule(of), cooldown(of->options.cooldown) {}
        std::shared_ptr<const ExecutableRule> rule;  // keeps its address from being given to another
        Cooldown cooldown;
    };

    bool admit(const Run& run);
    void forget_idle_rules(SteadyTime now);

    Log& log_;
    std::mutex mutex_;
    std::unordered_map<const ExecutableRule*, CoolingRule> cooling_;
    std::size_t tidy_at_ = 64;  // so many rules
};

}  // namespace wee
