#pragma once

#include <optional>

#include "actions/action_options.h"
#include "config/table_reader.h"
#include "config/template_names.h"

namespace wee {

/// Reads the keys of `type = "write_file"`. Nothing when there was an error; it has been reported.
std::optional<ActionOptions> read_write_file_action(TableReader& reader, TemplateNames& names);

}  // namespace wee
