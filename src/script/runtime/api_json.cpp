#include "script/runtime/lua_values.h"
#include "script/runtime/script_api.h"
#include "script/runtime/script_arguments.h"
#include "script/runtime/script_json.h"

namespace wee {
namespace {

int encode(lua_State* state) {
    const Result<std::string> text = to_json(value_argument(state, 1));
    if (!text) {
        raise_lua_error(state, "json.encode: " + text.error().message());
    }
    push_lua_text(state, text.value());
    return 1;
}

int decode(lua_State* state) {
    std::size_t size = 0;
    const char* bytes = luaL_checklstring(state, 1, &size);
    const Result<ScriptValue> value = script_value_from_json({bytes, size});
    if (!value) {
        raise_lua_error(state, "json.decode: " + value.error().message());
    }
    push_lua_value(state, value.value());
    return 1;
}

/// json.array(table): the same table, which is a list also while it is empty.
int array(lua_State* state) {
    if (lua_isnoneornil(state, 1)) {
        lua_settop(state, 0);
        lua_newtable(state);
    }
    luaL_checktype(state, 1, LUA_TTABLE);
    lua_settop(state, 1);
    if (!is_marked_as_list(state, 1) && luaL_getmetafield(state, 1, "__metatable") != LUA_TNIL) {
        luaL_argerror(state, 1, "the table's metatable is protected");
    }
    lua_settop(state, 1);
    mark_as_list(state);
    return 1;
}

}  // namespace

void push_json_library(lua_State* state) {
    constexpr luaL_Reg kFunctions[] = {
        {"encode", encode}, {"decode", decode}, {"array", array}, {nullptr, nullptr}};
    luaL_newlib(state, kFunctions);
    push_lua_null(state);
    lua_setfield(state, -2, "null");
}

}  // namespace wee
