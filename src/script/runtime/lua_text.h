#pragma once

#include <cstddef>
#include <string_view>

#include <lua5.4/lua.hpp>

namespace wee {

// Lua is compiled as C++: its errors are exceptions that run destructors. Whoever calls a function that may
// raise one needs a protected call around it and catches nothing itself.

/// The text at a place of the stack. REQUIRES: it is a string (or, converted in its place, a number). The
/// view lives as long as the value stays on the stack.
inline std::string_view lua_text(lua_State* state, int index) {
    std::size_t size = 0;
    const char* bytes = lua_tolstring(state, index, &size);
    return {bytes, size};
}

/// Pushes a text. Raises Lua's memory error.
inline void push_lua_text(lua_State* state, std::string_view text) {
    lua_pushlstring(state, text.data(), text.size());
}

/// Raises an error with file and line of the caller, as far as they are known.
[[noreturn]] void raise_lua_error(lua_State* state, std::string_view message);

}  // namespace wee
