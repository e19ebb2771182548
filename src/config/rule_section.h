#pragma once

#include <optional>

#include "config/config.h"
#include "config/table_reader.h"
#include "os/environment.h"

namespace wee {

/// One `[[rules]]` table as far as it could be read.
struct ParsedRule {
    std::optional<Located<std::string>> name;
    Position trigger_position;
    /// The trigger names a type that no source of this build gives; it has been warned of.
    bool has_foreign_type = false;
    std::optional<RuleConfig> config;  ///< Nothing when an error was found.
};

ParsedRule read_rule(const TomlTable& table, Position position, const Environment& environment,
                     Findings& findings);

}  // namespace wee
