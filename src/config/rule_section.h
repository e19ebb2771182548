#pragma once

#include <optional>

#include "config/breaker_reader.h"
#include "config/config.h"
#include "config/definition.h"
#include "config/table_reader.h"
#include "config/template_names.h"
#include "os/environment.h"

namespace wee {

/// One `[[rules]]` table as far as it could be read.
struct ParsedRule {
    std::optional<Located<std::string>> name;
    Position trigger_position;
    bool is_enabled = true;
    /// Nothing when an error was found. Its breaker and its definition still lack the defaults of [engine].
    std::optional<RuleConfig> config;
    BreakerSettings breaker;
    Definition definition;
    TemplateNames names;  ///< Of its actions' templates.
};

ParsedRule read_rule(const TomlTable& table, Position position, const Environment& environment,
                     Findings& findings);

}  // namespace wee
