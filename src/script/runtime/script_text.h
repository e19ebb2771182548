#pragma once

#include <string_view>

#include "base/result.h"
#include "script/runtime/lua_text.h"
#include "script/script_execution.h"

namespace wee {

/// Compiles the source and pushes its top level as a function. A byte order mark, Windows line ends and a
/// first line that begins with # are fine. The error names file and line. Only text is compiled, never
/// bytecode.
Result<void> push_compiled(lua_State* state, const ScriptSource& source);

}  // namespace wee
