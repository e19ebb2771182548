#include "script/runtime/lua_sandbox.h"

#include <algorithm>
#include <span>

#include "script/runtime/lua_display.h"
#include "script/runtime/lua_values.h"
#include "script/runtime/script_api.h"

namespace wee {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view kBase[] = {
    "assert", "error",    "getmetatable", "ipairs",   "next",         "pairs",          "pcall",
    "print",  "rawequal", "rawget",       "rawlen",   "rawset",       "select",         "tonumber",
    "type",   "xpcall",   "_G",           "_VERSION", "setmetatable", "collectgarbage", "tostring"};
constexpr std::string_view kString[] = {"byte", "char",     "find",   "format", "gmatch", "gsub",
                                        "len",  "lower",    "match",  "pack",   "rep",    "reverse",
                                        "sub",  "packsize", "unpack", "upper"};
constexpr std::string_view kTable[] = {"concat", "insert", "move", "pack", "remove", "sort", "unpack"};
constexpr std::string_view kMath[] = {
    "abs",  "acos",   "asin",       "atan", "ceil",       "cos", "deg",        "exp",  "floor",
    "fmod", "huge",   "log",        "max",  "maxinteger", "min", "mininteger", "modf", "pi",
    "rad",  "random", "randomseed", "sin",  "sqrt",       "tan", "tointeger",  "type", "ult"};
constexpr std::string_view kUtf8[] = {"char", "charpattern", "codepoint", "codes", "len", "offset"};
constexpr std::string_view kCoroutine[] = {"close",   "create", "isyieldable", "resume",
                                           "running", "status", "wrap",        "yield"};
constexpr std::string_view kOs[] = {"clock", "date", "difftime", "time"};

struct LuaLibrary {
    const char* name;
    lua_CFunction open;
    Names allowed;
};

constexpr LuaLibrary kLuaLibraries[] = {
    {LUA_GNAME, luaopen_base, kBase},        {LUA_STRLIBNAME, luaopen_string, kString},
    {LUA_TABLIBNAME, luaopen_table, kTable}, {LUA_MATHLIBNAME, luaopen_math, kMath},
    {LUA_UTF8LIBNAME, luaopen_utf8, kUtf8},  {LUA_COLIBNAME, luaopen_coroutine, kCoroutine},
    {LUA_OSLIBNAME, luaopen_os, kOs}};

struct OwnLibrary {
    const char* name;
    void (*push)(lua_State*);
};

constexpr OwnLibrary kOwnLibraries[] = {{"log", push_log_library},   {"exec", push_exec_library},
                                        {"http", push_http_library}, {"json", push_json_library},
                                        {"fs", push_fs_library},     {"store", push_store_library}};

/// Removes from the table on top all that is not named.
void keep_only(lua_State* state, Names allowed) {
    lua_pushnil(state);
    while (lua_next(state, -2) != 0) {
        lua_pop(state, 1);
        if (std::ranges::find(allowed, lua_text(state, -1)) == allowed.end()) {
            lua_pushvalue(state, -1);
            lua_pushnil(state);
            lua_rawset(state, -4);  // a field that is there may be removed while its table is walked
        }
    }
}

/// Lua's own, but a metatable with a finalizer is refused.
int set_metatable_without_finalizer(lua_State* state) {
    luaL_checktype(state, 1, LUA_TTABLE);
    const bool is_table = lua_istable(state, 2);
    luaL_argexpected(state, is_table || lua_isnil(state, 2), 2, "nil or table");
    if (luaL_getmetafield(state, 1, "__metatable") != LUA_TNIL) {
        return luaL_error(state, "cannot change a protected metatable");
    }
    lua_settop(state, 2);
    if (is_table) {
        lua_pushliteral(state, "__gc");
        if (lua_rawget(state, 2) != LUA_TNIL) {
            return luaL_error(state,
                              "a metatable has no '__gc' here: nothing runs when a table is collected");
        }
    }
    lua_settop(state, 2);
    lua_setmetatable(state, 1);
    return 1;
}

/// "count" and "collect" (the default): what cannot be turned against the limit.
int collect_garbage(lua_State* state) {
    const std::string_view option = luaL_optstring(state, 1, "collect");
    if (option == "collect") {
        lua_gc(state, LUA_GCCOLLECT);
        lua_pushinteger(state, 0);
        return 1;
    }
    if (option == "count") {
        constexpr lua_Number kKilobyte = 1024;
        lua_pushnumber(state, lua_gc(state, LUA_GCCOUNT) + lua_gc(state, LUA_GCCOUNTB) / kKilobyte);
        return 1;
    }
    return luaL_error(state, "collectgarbage has only 'collect' and 'count' here");
}

void set_own_globals(lua_State* state) {
    constexpr luaL_Reg kFunctions[] = {{"print", print_lines},
                                       {"tostring", display_as_text},
                                       {"setmetatable", set_metatable_without_finalizer},
                                       {"collectgarbage", collect_garbage},
                                       {"emit", emit_event},
                                       {"sleep", sleep_a_while},
                                       {nullptr, nullptr}};
    lua_pushglobaltable(state);
    luaL_setfuncs(state, kFunctions, 0);
    lua_pop(state, 1);
}

/// The texts' metatable is shared by all of them: nobody gets hold of it. And string.format shows no address.
void protect_strings(lua_State* state) {
    lua_getglobal(state, LUA_STRLIBNAME);
    lua_getfield(state, -1, "format");
    lua_pushcclosure(state, format_without_addresses, 1);
    lua_setfield(state, -2, "format");
    lua_pop(state, 1);
    lua_pushliteral(state, "");
    lua_getmetatable(state, -1);
    lua_pushboolean(state, 0);
    lua_setfield(state, -2, "__metatable");
    lua_pop(state, 2);
}

}  // namespace

void open_lua_sandbox(lua_State* state) {
    for (const LuaLibrary& library : kLuaLibraries) {
        luaL_requiref(state, library.name, library.open, 1);
        keep_only(state, library.allowed);
        lua_pop(state, 1);
    }
    make_list_mark(state);
    for (const OwnLibrary& library : kOwnLibraries) {
        library.push(state);
        lua_setglobal(state, library.name);
    }
    set_own_globals(state);
    protect_strings(state);
}

}  // namespace wee
