#pragma once

#include "script/runtime/lua_text.h"

namespace wee {

/// Fills a fresh state with what scripts may use: of Lua's own libraries only what is named in
/// lua_sandbox.cpp, and ours (script_api.h). Raises Lua's memory error. Deliberately absent: load and its
/// like (no code but the script's own text), string.dump, debug, package and require, io, most of os, __gc
/// (nothing runs at a moment that the script does not choose).
void open_lua_sandbox(lua_State* state);

}  // namespace wee
