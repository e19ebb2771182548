#pragma once

#include <optional>

#include "actions/action_options.h"
#include "config/table_reader.h"
#include "config/template_names.h"

namespace wee {

/// Reads the keys of `type = "script"`. A path is below `plugins/actions/` of the folder that the configuration's
/// file is in, or of the working directory where it is there and not here. Nothing when there was an error; it
/// has been reported.
std::optional<ActionOptions> read_script_action(TableReader& reader, TemplateNames& names);

}  // namespace wee
