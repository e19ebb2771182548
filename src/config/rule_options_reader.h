#pragma once

#include <optional>

#include "actions/run_options.h"
#include "config/breaker_reader.h"
#include "config/table_reader.h"
#include "rules/rule.h"

namespace wee {

/// What a rule says of when it fires and how its runs stand to each other.
struct RuleOptions {
    RuleTiming timing;
    RunOptions run;
    std::optional<TemplateText> key;
    BreakerSettings breaker;
};

/// Reads `debounce`, `throttle`, `cooldown`, `key`, `mode`, `max` and `breaker`. Errors are reported; what
/// they are about keeps its default.
RuleOptions read_rule_options(TableReader& rule);

}  // namespace wee
