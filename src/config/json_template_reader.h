#pragma once

#include <optional>
#include <vector>

#include "actions/http_request_options.h"
#include "config/findings.h"
#include "config/template_names.h"
#include "config/toml_document.h"

namespace wee {

/// A value of TOML as JSON whose texts are templates. Keys are as they are written. Nothing when there was an
/// error, which has been reported: a date (JSON has none), nan, a fault in a template.
std::optional<std::vector<JsonPiece>> read_json_template(const TomlValue& value, TemplateNames& names,
                                                         Findings& findings);

}  // namespace wee
