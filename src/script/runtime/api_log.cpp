#include "script/runtime/lua_display.h"
#include "script/runtime/script_api.h"
#include "script/runtime/script_context.h"

namespace wee {
namespace {

/// All arguments in one line, a tab between, as Lua's print has them.
template <LogLevel kLevel>
int write_line(lua_State* state) {
    const int arguments = lua_gettop(state);
    luaL_Buffer line;
    luaL_buffinit(state, &line);
    for (int index = 1; index <= arguments; ++index) {
        if (index > 1) {
            luaL_addchar(&line, '\t');
        }
        push_lua_display(state, index);
        luaL_addvalue(&line);
    }
    luaL_pushresult(&line);
    context_of(state).output.write(kLevel, lua_text(state, -1));
    return 0;
}

}  // namespace

int print_lines(lua_State* state) {
    return write_line<LogLevel::Info>(state);
}

void push_log_library(lua_State* state) {
    constexpr luaL_Reg kFunctions[] = {{"debug", write_line<LogLevel::Debug>},
                                       {"info", write_line<LogLevel::Info>},
                                       {"warn", write_line<LogLevel::Warning>},
                                       {"error", write_line<LogLevel::Error>},
                                       {nullptr, nullptr}};
    luaL_newlib(state, kFunctions);
}

}  // namespace wee
