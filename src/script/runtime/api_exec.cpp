#include <utility>

#include "script/runtime/script_api.h"
#include "script/runtime/script_arguments.h"

namespace wee {
namespace {

constexpr std::string_view kOptions[] = {"working_dir", "stdin", "timeout_ms", "environment"};

/// The options in a table, or none.
ScriptTable read_options(lua_State* state, int index) {
    const ScriptOptions options(state, index, kOptions);
    ScriptTable given;
    if (auto working_directory = options.text("working_dir")) {
        given.emplace_back("working_dir", ScriptValue{*std::move(working_directory)});
    }
    if (auto input = options.text("stdin")) {
        given.emplace_back("stdin", ScriptValue{*std::move(input)});
    }
    if (const auto timeout = options.milliseconds("timeout_ms")) {
        given.emplace_back("timeout_ms", ScriptValue{*timeout});
    }
    if (auto environment = options.texts("environment")) {
        given.emplace_back("environment", ScriptValue{*std::move(environment)});
    }
    return given;
}

/// exec.run(command, {argument, ...}, {option = value, ...})
int run_command(lua_State* state) {
    ScriptList arguments{ScriptValue{name_argument(state, 1)}, ScriptValue{text_list_argument(state, 2)}};
    lua_settop(state, 3);
    ScriptTable options = read_options(state, 3);
    if (!options.empty()) {
        arguments.push_back(ScriptValue{std::move(options)});
    }
    return call_engine(state, "exec.run", std::move(arguments));
}

/// exec(command, ...): the first argument is the table `exec` itself.
int call_library(lua_State* state) {
    lua_remove(state, 1);
    return run_command(state);
}

}  // namespace

void push_exec_library(lua_State* state) {
    constexpr luaL_Reg kFunctions[] = {{"run", run_command}, {nullptr, nullptr}};
    constexpr luaL_Reg kMetatable[] = {{"__call", call_library}, {nullptr, nullptr}};
    luaL_newlib(state, kFunctions);
    luaL_newlib(state, kMetatable);
    lua_pushboolean(state, 0);
    lua_setfield(state, -2, "__metatable");
    lua_setmetatable(state, -2);
}

}  // namespace wee
