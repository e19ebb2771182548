#pragma once

#include "base/result.h"
#include "script/runtime/lua_text.h"
#include "script/script_value.h"

namespace wee {

// A table whose keys are 1, 2, 3, ... is a list, one whose keys are texts is a table. An empty one is a
// table, unless it carries the mark of a list (`json.array`), which every list has that was pushed here.

/// Pushes the value. Nothing is nil, but `json.null` in a list, where the others keep their places. Raises
/// Lua's memory error. REQUIRES: `make_list_mark` was called for the state.
void push_lua_value(lua_State* state, const ScriptValue& value);

/// The value at a place of the stack. Fails with a sentence for what is no plain data (a function, a table
/// that contains itself, keys of both forms, holes) or is too large; says where in the value. Texts are
/// bytes.
Result<ScriptValue> read_lua_value(lua_State* state, int index);

/// Once for each state, before all else here.
void make_list_mark(lua_State* state);
/// Marks the table on top of the stack.
void mark_as_list(lua_State* state);
bool is_marked_as_list(lua_State* state, int index);

/// json.null: stands for nothing where nil cannot.
inline void push_lua_null(lua_State* state) {
    lua_pushlightuserdata(state, nullptr);
}

}  // namespace wee
