#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "script/script_value.h"

namespace wee {

/// The value as JSON without blanks. Whole numbers stay whole; 1.0 is written as 1.0. Fails with a sentence
/// for what JSON cannot say (a text that is no UTF-8, a number that is not finite) and for what would take
/// more than `kMostValueBytes`.
Result<std::string> to_json(const ScriptValue& value);

/// Reads JSON (RFC 8259). null is nothing; of equal names in an object the last counts; a whole number that
/// 64 bits cannot hold becomes a floating one. Fails with line and column, also for what is beyond
/// runtime/value_limits.h.
Result<ScriptValue> script_value_from_json(std::string_view text);

}  // namespace wee
