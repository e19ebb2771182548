#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/table_reader.h"

namespace wee {

/// The fields of events, as a configuration writes them.

/// What a field holds when the configuration says this: a number or true stands for its text. Nothing for an
/// array, a table or a date.
std::optional<std::string> field_value(const TomlValue& value);

/// The names of every documented field.
const std::vector<std::string_view>& documented_field_names();

/// Sources may give fields that nobody documented, so a name that only looks like a documented one is no more
/// than a warning.
void warn_of_field_slip(std::string_view name, Position position, Findings& findings);

}  // namespace wee
