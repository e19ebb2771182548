#pragma once

#include <string>
#include <string_view>

#include "rules/trigger.h"

namespace wee {

/// Whether the path, with `/` between its segments, is the condition's or lies below it.
bool lies_under(std::string_view path, const PathUnderCondition& condition);

/// The condition's path as it stands in the paths of events: with `/` between segments, a root without its
/// separator, in lower case where case does not matter.
std::string comparable_directory(const PathUnderCondition& condition);

}  // namespace wee
