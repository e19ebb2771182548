#pragma once

#include <cstdint>

namespace wee {

/// A rule's place in its configuration, from 0: what names it in one rule set, and its executor's lane.
using RuleIndex = std::uint32_t;

}  // namespace wee
