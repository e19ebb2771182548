#pragma once

#include "script/runtime/lua_text.h"

namespace wee {

// Lua's own ways to show a value give away the address of what has no text ("table: 0x55..."), which helps
// whoever tries to break out of the process. These do not.

/// Pushes the value as people see it: what its `__tostring` gives, a text, a number, or the name of its type.
void push_lua_display(lua_State* state, int index);

/// The global `tostring`.
int display_as_text(lua_State* state);
/// `string.format` without %p, around Lua's own, which is the first upvalue.
int format_without_addresses(lua_State* state);

}  // namespace wee
