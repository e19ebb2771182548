#pragma once

#include <optional>
#include <vector>

#include "config/config.h"
#include "config/table_reader.h"

namespace wee {

/// One `[[tests]]` table as far as it could be read.
struct ParsedTest {
    std::optional<Located<std::string>> name;
    /// The rules that are to match; whether they exist is for the caller to see.
    std::vector<Located<std::string>> rules;
    std::optional<TestConfig> config;  ///< Nothing when an error was found.
};

ParsedTest read_test(const TomlTable& table, Position position, Findings& findings);

}  // namespace wee
