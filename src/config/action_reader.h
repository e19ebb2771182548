#pragma once

#include <optional>
#include <vector>

#include "config/config.h"
#include "config/table_reader.h"
#include "config/template_names.h"

namespace wee {

/// Reads a rule's `action` or `actions` (the same): one table, or an array of tables that run in order.
/// Errors are reported; the list is then incomplete. `names` becomes what the templates use.
std::vector<ActionConfig> read_actions(TableReader& rule, TemplateNames& names);

}  // namespace wee
