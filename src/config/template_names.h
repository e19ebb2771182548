#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/findings.h"

namespace wee {

/// Secrets by name, and where each is used first.
using UsedSecrets = std::map<std::string, Position, std::less<>>;

/// What the templates of an action may name besides the event.
struct TemplateNames {
    std::vector<std::string> steps{};  ///< The actions before it that have a name.
    UsedSecrets secrets{};             ///< Filled while templates are read.
};

}  // namespace wee
