#pragma once

#include <string>

#include "script/runtime/lua_text.h"

namespace wee {

/// "backup.lua:12: in function 'copy'": a line for each function that is running, the innermost first; C++
/// code appears where it has a name. Raises nothing.
std::string lua_traceback(lua_State* state);

/// "backup.lua:12" of the innermost function of a script's that is running; empty where there is none. May be
/// called in the middle of an allocation. Raises nothing.
std::string lua_place(lua_State* state);

/// What a thrown value says, for people: a text, the `message` of a table, its `__tostring`, or what it is. A
/// text without a place gets the one of the innermost function. May raise errors.
std::string describe_lua_error(lua_State* state, int index);

}  // namespace wee
