#pragma once

#include <optional>

#include "actions/action_options.h"
#include "config/table_reader.h"
#include "config/template_names.h"

namespace wee {

/// Reads the keys of `type = "http_request"`, whose templates may use `names`. What is to be said of its host
/// once [engine] is known goes to `names.http_uses`. Nothing when there was an error; it has been reported.
std::optional<ActionOptions> read_http_request_action(TableReader& reader, TemplateNames& names);

/// Warns of a request that the policy refuses whatever the event, and of one whose host comes from the event or
/// from a server while every host is allowed.
void check_http_use(const HttpUse& use, const HttpPolicy& policy, Findings& findings);

}  // namespace wee
