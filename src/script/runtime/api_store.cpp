#include <utility>

#include "script/runtime/script_api.h"
#include "script/runtime/script_arguments.h"

namespace wee {
namespace {

int get(lua_State* state) {
    return call_engine(state, "store.get", {ScriptValue{name_argument(state, 1)}});
}

/// store.set(key, value); nil removes.
int set(lua_State* state) {
    lua_settop(state, 2);
    return call_engine(state, "store.set", {ScriptValue{name_argument(state, 1)}, value_argument(state, 2)}) -
           1;
}

}  // namespace

void push_store_library(lua_State* state) {
    constexpr luaL_Reg kFunctions[] = {{"get", get}, {"set", set}, {nullptr, nullptr}};
    luaL_newlib(state, kFunctions);
}

/// emit(kind, {name = text, ...})
int emit_event(lua_State* state) {
    ScriptList arguments{ScriptValue{name_argument(state, 1)}, ScriptValue{texts_argument(state, 2)}};
    return call_engine(state, "emit", std::move(arguments)) - 1;
}

/// sleep(seconds)
int sleep_a_while(lua_State* state) {
    constexpr double kMostSeconds = 3600;
    constexpr double kMilliseconds = 1000;
    const double seconds = luaL_checknumber(state, 1);
    if (!(seconds >= 0 && seconds <= kMostSeconds)) {
        luaL_argerror(state, 1, "seconds, from 0 to 3600");
    }
    return call_engine(state, "sleep", {ScriptValue{static_cast<std::int64_t>(seconds * kMilliseconds)}}) - 1;
}

}  // namespace wee
