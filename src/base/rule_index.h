#pragma once

#include <cstdint>

namespace wee {

/// A rule's place in its configuration, from 0: its identity within one rule set, and for the executor its
/// lane.
using RuleIndex = std::uint32_t;

}  // namespace wee
