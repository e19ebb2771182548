#pragma once

#include <optional>

#include "config/config.h"
#include "config/table_reader.h"
#include "os/environment.h"

namespace wee {

/// One `[[sources]]` table as far as it could be read.
struct ParsedSource {
    std::optional<Located<std::string>> name;
    bool enabled = true;
    std::optional<SourceOptions> options;  ///< Nothing when an error was found.
};

ParsedSource read_source(const TomlTable& table, Position position, const Environment& environment,
                         Findings& findings);

}  // namespace wee
