#pragma once

#include "actions/http_policy.h"
#include "config/table_reader.h"

namespace wee {

/// `http_requests_enabled` and `http_allow` of [engine]: sets what is there, leaves the rest as it is.
void read_http_access(TableReader& engine, HttpPolicy& policy);

}  // namespace wee
