#pragma once

#include <vector>

#include "config/config.h"
#include "config/definition.h"

namespace wee {

/// Gives a rule's actions what [engine] says for all of their type, and adds that to the rule's definition.
void apply_engine_defaults(const EngineOptions& engine, std::vector<ActionConfig>& actions,
                           Definition& definition);

}  // namespace wee
