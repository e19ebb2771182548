#pragma once

#include "config/config.h"
#include "config/table_reader.h"

namespace wee {

/// `[engine]`: sets what the table names, leaves the rest as it is.
void read_engine(const TomlValue& value, EngineOptions& options, Findings& findings);

}  // namespace wee
