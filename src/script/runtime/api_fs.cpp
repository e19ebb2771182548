#include <utility>

#include "base/path_text.h"
#include "script/runtime/script_api.h"
#include "script/runtime/script_arguments.h"

namespace wee {
namespace {

constexpr std::string_view kWriteOptions[] = {"append"};

int ask(lua_State* state, std::string_view function) {
    return call_engine(state, function, {ScriptValue{name_argument(state, 1)}});
}

/// What changes something answers true, so that `if fs.move(a, b) then` works; a failure is an error.
int change(lua_State* state, std::string_view function, ScriptList arguments) {
    call_engine(state, function, std::move(arguments));
    lua_pushboolean(state, 1);
    return 1;
}

int change_one(lua_State* state, std::string_view function) {
    return change(state, function, {ScriptValue{name_argument(state, 1)}});
}

int change_two(lua_State* state, std::string_view function) {
    return change(state, function,
                  {ScriptValue{name_argument(state, 1)}, ScriptValue{name_argument(state, 2)}});
}

int write(lua_State* state) {
    ScriptList arguments{ScriptValue{name_argument(state, 1)}, ScriptValue{text_argument(state, 2)}};
    lua_settop(state, 3);
    const std::optional<bool> append = ScriptOptions(state, 3, kWriteOptions).boolean("append");
    if (append) {
        arguments.push_back(ScriptValue{ScriptTable{{"append", ScriptValue{*append}}}});
    }
    return change(state, "fs.write", std::move(arguments));
}

int basename(lua_State* state) {
    std::size_t size = 0;
    const char* path = luaL_checklstring(state, 1, &size);
    push_lua_text(state, path_file_name({path, size}));
    return 1;
}

}  // namespace

void push_fs_library(lua_State* state) {
    constexpr luaL_Reg kFunctions[] = {
        {"exists", [](lua_State* own) { return ask(own, "fs.exists"); }},
        {"file_size", [](lua_State* own) { return ask(own, "fs.file_size"); }},
        {"read", [](lua_State* own) { return ask(own, "fs.read"); }},
        {"list", [](lua_State* own) { return ask(own, "fs.list"); }},
        {"mkdir", [](lua_State* own) { return change_one(own, "fs.mkdir"); }},
        {"delete", [](lua_State* own) { return change_one(own, "fs.delete"); }},
        {"copy", [](lua_State* own) { return change_two(own, "fs.copy"); }},
        {"move", [](lua_State* own) { return change_two(own, "fs.move"); }},
        {"write", write},
        {"basename", basename},
        {nullptr, nullptr}};
    luaL_newlib(state, kFunctions);
}

}  // namespace wee
