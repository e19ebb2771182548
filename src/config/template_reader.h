#pragma once

#include <optional>

#include "base/template_text.h"
#include "config/table_reader.h"

namespace wee {

/// Texts with `{{NAME}}` in them. An unknown name is an error with the nearest one.

std::optional<TemplateText> parse_template(const Located<std::string>& text, const std::string& key,
                                           Findings& findings);

/// The key must be there and hold something.
std::optional<TemplateText> required_template(TableReader& reader, const Key& key);

}  // namespace wee
