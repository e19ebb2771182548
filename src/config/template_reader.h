#pragma once

#include <optional>

#include "base/template_text.h"
#include "config/table_reader.h"
#include "config/template_names.h"

namespace wee {

/// Texts with `{{NAME | filter}}` in them. Only where `names` is given may they use `steps.` and `secret.`. A fault is an error at the value, with the column inside its text
/// and the mend; for an unknown name or filter that is the nearest one.

std::optional<TemplateText> parse_template(const Located<std::string>& text, const std::string& key,
                                           Findings& findings, TemplateNames* names = nullptr);

/// The key must be there and hold something.
std::optional<TemplateText> required_template(TableReader& reader, const Key& key,
                                              TemplateNames* names = nullptr);

}  // namespace wee
