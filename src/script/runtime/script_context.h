#pragma once

#include <string>

#include "script/runtime/lua_text.h"
#include "script/runtime/script_output.h"

namespace wee {

/// What the functions of the API find of the execution that they are part of.
struct ScriptContext {
    ScriptCalls& calls;
    ScriptOutput output;
    std::string traceback{};  ///< Of the error that ended the script.
};

/// Every coroutine of the state that is made afterwards has it, too. The pointer is kept.
inline void set_context(lua_State* state, ScriptContext* context) {
    *static_cast<ScriptContext**>(lua_getextraspace(state)) = context;
}

/// REQUIRES: `set_context` before.
inline ScriptContext& context_of(lua_State* state) {
    return **static_cast<ScriptContext**>(lua_getextraspace(state));
}

}  // namespace wee
