#pragma once

#include <memory>
#include <string>

#include "actions/action.h"
#include "actions/run_options.h"
#include "actions/secrets.h"
#include "base/clock.h"
#include "event/event.h"

namespace wee {

/// What the executor knows of a rule. Immutable and shared: a run keeps the rule as it was when it fired,
/// whatever a reload does meanwhile.
struct ExecutableRule {
    std::string name;
    ActionList actions;
    RunOptions options{};
    std::shared_ptr<const Secrets> secrets = std::make_shared<Secrets>();  ///< Never null.
};

/// One rule's actions for one event: what the rule engine hands to the executor.
struct Run {
    std::shared_ptr<const ExecutableRule> rule;
    std::shared_ptr<const Event> event;
    std::string key{};  ///< Runs of one rule and key stand to each other as the rule's mode says.
    SteadyTime time{};  ///< When the rule fired.
};

}  // namespace wee
