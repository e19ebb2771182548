#pragma once

#include <optional>
#include <vector>

#include "config/config.h"
#include "config/table_reader.h"

namespace wee {

/// Reads a rule's `action` or `actions` (the same): one table, or an array of tables that run in order.
/// Errors are reported; the list is then incomplete.
std::vector<ActionConfig> read_actions(TableReader& rule);

}  // namespace wee
