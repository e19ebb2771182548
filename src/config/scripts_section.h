#pragma once

#include "config/table_reader.h"
#include "os/environment.h"
#include "script/script_settings.h"

namespace wee {

/// `[scripts]`: what scripts may do.
void read_scripts(const TomlValue& value, ScriptSettings& settings, const Environment& environment,
                  Findings& findings);

}  // namespace wee
