#pragma once

#include <initializer_list>
#include <string_view>

#include "script/runtime/lua_text.h"
#include "script/script_value.h"

namespace wee {

// The libraries that scripts have beside Lua's own, each in a file of its own (api_*.cpp). Each function
// pushes onto the state one table, which becomes the global of the library's name.
void push_log_library(lua_State* state);
void push_exec_library(lua_State* state);
void push_http_library(lua_State* state);
void push_json_library(lua_State* state);
void push_fs_library(lua_State* state);
void push_store_library(lua_State* state);

// The ones that stand in no library.
int print_lines(lua_State* state);
int emit_event(lua_State* state);
int sleep_a_while(lua_State* state);

/// Asks the engine (script_calls.h) and pushes its answer; raises its error.
int call_engine(lua_State* state, std::string_view function, ScriptList arguments);

}  // namespace wee
