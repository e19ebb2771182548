#include "script/runtime/lua_failure.h"

namespace wee {
namespace {

std::string place_of(const lua_Debug& frame) {
    return frame.short_src + std::string(":") + std::to_string(frame.currentline);
}

std::string name_of(const lua_Debug& frame) {
    if (*frame.what == 'm') {
        return "in the script's top level";
    }
    if (frame.name != nullptr) {
        return "in " + std::string(frame.namewhat) + (*frame.namewhat == '\0' ? "" : " ") + '\'' +
               frame.name + '\'';
    }
    return "in the function of line " + std::to_string(frame.linedefined);
}

/// "name:12: " at its beginning.
bool has_place(std::string_view message, std::string_view script) {
    if (!message.starts_with(script) || message.size() <= script.size() || message[script.size()] != ':') {
        return false;
    }
    const std::size_t end = message.find_first_not_of("0123456789", script.size() + 1);
    return end != std::string_view::npos && end > script.size() + 1 && message[end] == ':';
}

/// Pushes what `__tostring` gives or, of a table, its `message`. False where there is neither.
bool push_own_text(lua_State* state, int index) {
    if (luaL_callmeta(state, index, "__tostring") != 0) {
        return true;
    }
    if (!lua_istable(state, index)) {
        return false;
    }
    lua_pushliteral(state, "message");
    return lua_rawget(state, index) != LUA_TNIL;
}

std::string with_place(lua_State* state, const std::string& message) {
    const std::string place = lua_place(state);
    const std::string script = place.substr(0, place.rfind(':'));
    return place.empty() || has_place(message, script) ? message : place + ": " + message;
}

}  // namespace

std::string lua_traceback(lua_State* state) {
    constexpr int kShown = 30;
    std::string text;
    lua_Debug frame{};
    int shown = 0;
    for (int level = 0; lua_getstack(state, level, &frame) != 0; ++level) {
        lua_getinfo(state, "Sln", &frame);
        if (frame.currentline < 0 && frame.name == nullptr) {
            continue;  // a function of ours that no script called
        }
        if (++shown > kShown) {
            return text + "...\n";
        }
        text += (frame.currentline < 0 ? "[built in]" : place_of(frame)) + ": " + name_of(frame) + '\n';
    }
    return text;
}

std::string lua_place(lua_State* state) {
    lua_Debug frame{};
    for (int level = 0; lua_getstack(state, level, &frame) != 0; ++level) {
        lua_getinfo(state, "Sl", &frame);
        if (frame.currentline >= 0) {
            return place_of(frame);
        }
    }
    return {};
}

std::string describe_lua_error(lua_State* state, int index) {
    index = lua_absindex(state, index);
    if (lua_isnil(state, index)) {
        return with_place(state, "the script raised an error without a message");
    }
    if (lua_isstring(state, index) != 0) {
        lua_pushvalue(state, index);
        const std::string message(lua_text(state, -1));
        lua_pop(state, 1);
        return with_place(state, message);
    }
    if (push_own_text(state, index) && lua_isstring(state, -1) != 0) {
        return with_place(state, std::string(lua_text(state, -1)));
    }
    return with_place(state, "the script raised an error that is a " +
                                 std::string(luaL_typename(state, index)) + " without a text \"message\"");
}

}  // namespace wee
