#pragma once

#include "actions/run_scope.h"
#include "script/script_value.h"

namespace wee {

/// What a script returned, for the templates of the actions behind it: all of it as JSON, and of a table also
/// what stands in it as text. Numbers that JSON has no form for are null there, and bytes that are no UTF-8 the
/// text `\xHH`.
StepAnswer answer_of(const ScriptValue& returned);

}  // namespace wee
