#pragma once

#include <string>
#include <vector>

#include "app/command_line.h"
#include "config/config.h"

namespace wee {

/// How an event and the rules stand to each other. Disabled rules are there too and match nothing: the first
/// of their conditions, `enabled = true`, fails. Pure functions.

/// A tree for people, several lines. Text of the event is escaped for terminals.
std::string explain_to_people(const std::vector<RuleConfig>& rules, const Event& event, ShownRules shown);

/// {"event": {...}, "rules": [{"name", "matched", "conditions": [{"condition", "passed", "seen",
/// "children"}]}]} on one line. A rule matches when all its conditions passed.
std::string explain_to_programs(const std::vector<RuleConfig>& rules, const Event& event, ShownRules shown);

}  // namespace wee
