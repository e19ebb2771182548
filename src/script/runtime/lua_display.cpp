#include "script/runtime/lua_display.h"

namespace wee {
namespace {

/// Whether Lua's own way shows the value's text and no address.
bool has_text(lua_State* state, int index) {
    const int type = lua_type(state, index);
    return type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING;
}

bool asks_for_address(std::string_view format) {
    for (std::size_t place = format.find('%'); place < format.size(); place = format.find('%', place)) {
        place = format.find_first_not_of("-+#0 .123456789", place + 1);
        if (place < format.size() && format[place] == 'p') {
            return true;
        }
        place = place < format.size() ? place + 1 : place;
    }
    return false;
}

}  // namespace

void push_lua_display(lua_State* state, int index) {
    if (has_text(state, index)) {
        luaL_tolstring(state, index, nullptr);
    } else if (luaL_callmeta(state, index, "__tostring") == 0) {
        lua_pushstring(state, luaL_typename(state, index));
    } else if (lua_isstring(state, -1) == 0) {
        luaL_error(state, "'__tostring' must return a string");
    }
}

int display_as_text(lua_State* state) {
    luaL_checkany(state, 1);
    push_lua_display(state, 1);
    return 1;
}

int format_without_addresses(lua_State* state) {
    luaL_checkstring(state, 1);
    if (asks_for_address(lua_text(state, 1))) {
        luaL_error(state, "string.format has no '%%p' here: scripts see no addresses");
    }
    const int arguments = lua_gettop(state);
    for (int index = 2; index <= arguments; ++index) {
        if (!has_text(state, index)) {
            push_lua_display(state, index);
            lua_replace(state, index);
        }
    }
    lua_pushvalue(state, lua_upvalueindex(1));
    lua_insert(state, 1);
    lua_call(state, arguments, 1);
    return 1;
}

}  // namespace wee
