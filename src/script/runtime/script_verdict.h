#pragma once

#include "script/script_execution.h"

namespace wee {

/// What a script's function returned, taken as an action's {success = boolean, message = text}. Everything
/// else is a failure whose message says what is to be returned.
ScriptOutcome judge_script(const ScriptRequest& request, ScriptValue returned);

}  // namespace wee
