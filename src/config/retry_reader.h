#pragma once

#include "actions/run_options.h"
#include "config/table_reader.h"

namespace wee {

/// An action's `retry = { attempts, backoff, jitter }`, or only the number of attempts.
RetryOptions read_retry(TableReader& action);

}  // namespace wee
