#pragma once

#include <string>

#include "rules/trigger.h"

namespace wee {

/// The condition in words of its own, for triggers that carry no label: `file name glob "*.txt"`. Composites
/// are named alone, without their children: `all`, `any`, `not`.
std::string describe_condition(const Trigger& trigger);

}  // namespace wee
