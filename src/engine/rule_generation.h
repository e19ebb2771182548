#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "actions/action_factory.h"
#include "actions/run.h"
#include "config/config.h"
#include "rules/rule_set.h"

namespace wee {

/// A rule set with what the executor needs to run each of its rules, in the same order. Immutable.
struct RuleGeneration {
    std::shared_ptr<const RuleSet> rules;
    std::vector<std::shared_ptr<const ExecutableRule>> executables;
    std::size_t unchanged = 0;  ///< Rules that are as they were in the generation before.
};

/// Compiles the rules. Those whose definition is as in `previous` keep their executable, and with it their
/// place in the executor: its lanes, queues and cooldowns.
RuleGeneration make_rule_generation(const Config& config, const ActionPorts& ports,
                                    const RuleGeneration& previous = {});

}  // namespace wee
