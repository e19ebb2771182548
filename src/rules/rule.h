#pragma once

#include <string>

#include "base/rule_index.h"
#include "rules/trigger.h"

namespace wee {

/// What the rule engine knows of a rule. Its actions belong to the executor.
struct Rule {
    std::string name;
    bool enabled = true;
    Trigger trigger;
};

}  // namespace wee
