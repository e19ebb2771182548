#include "script/runtime/lua_text.h"

#include <cstdlib>

namespace wee {

void raise_lua_error(lua_State* state, std::string_view message) {
    luaL_where(state, 1);
    push_lua_text(state, message);
    lua_concat(state, 2);
    lua_error(state);
    std::abort();  // not reached: lua_error does not come back
}

}  // namespace wee
