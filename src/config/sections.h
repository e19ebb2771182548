#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "config/toml_document.h"

namespace wee {

/// The tables at the top of a file.

enum class Section { Engine, Sources, Rules, Tests, Secrets, Scripts };

/// Which one the entry is. One that is none is an error; where it is near enough to be a slip (`[[rule]]`), it
/// is read as what was meant, so that its contents are looked at too.
std::optional<Section> section_of(const TomlEntry& entry, Findings& findings);

/// A table of an array of tables, and where it begins.
struct SectionTable {
    const TomlTable& table;
    Position position;
};

/// The tables of `[[sources]]`, `[[rules]]` or `[[tests]]`. A single table (`[rules]`) is an error and is read
/// all the same; so is anything else, with how to write it.
std::vector<SectionTable> section_tables(const TomlValue& value, std::string_view name, Findings& findings);

}  // namespace wee
