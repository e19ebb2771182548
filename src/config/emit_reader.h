#pragma once

#include <optional>

#include "actions/action_options.h"
#include "config/table_reader.h"
#include "config/template_names.h"

namespace wee {

/// Reads the keys of `type = "emit"`. Its depth limit comes from [engine] when all files are read. Nothing when
/// there was an error; it has been reported.
std::optional<ActionOptions> read_emit_action(TableReader& reader, TemplateNames& names);

}  // namespace wee
