#pragma once

#include "actions/action_factory.h"
#include "config/config.h"
#include "engine/run_dispatcher.h"

namespace wee {

/// Makes the rule set of a configuration and what runs each rule. The ports must outlive every run.
RuleGeneration make_rule_generation(const Config& config, const ActionPorts& ports);

}  // namespace wee
