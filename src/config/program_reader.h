#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "actions/action_options.h"
#include "config/table_reader.h"
#include "config/template_names.h"

namespace wee {

/// Reads the keys that all actions have which start a program: everything but the program's name. False when
/// there was an error; it has been reported.
bool read_program(TableReader& reader, TemplateNames& names, ExecuteActionOptions& options);

/// Where the first word of a command line ends; npos when it is all one. `{{ NAME }}` does not end at its blanks.
std::size_t first_blank(std::string_view line);
/// The words of a command line as a TOML array, for a user who wrote them as one text.
std::string as_array(std::string_view line);

}  // namespace wee
