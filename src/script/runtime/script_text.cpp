#include "script/runtime/script_text.h"

#include <algorithm>
#include <string>

namespace wee {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_utf16(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

/// What Lua is to read. The end of a first line that is none of Lua's stays, so that lines keep their
/// numbers.
std::string_view lua_part(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    if (text.starts_with('#')) {
        text.remove_prefix(std::min(text.find('\n'), text.size()));
    }
    return text;
}

}  // namespace

Result<void> push_compiled(lua_State* state, const ScriptSource& source) {
    const std::string_view text = lua_part(source.text);
    if (text.starts_with(LUA_SIGNATURE)) {
        return Error(source.name + " is compiled Lua: only scripts as text are run");
    }
    if (is_utf16(text)) {
        return Error(source.name + " is UTF-16: save it as UTF-8");
    }
    const std::string chunk = '@' + source.name;
    const int status = luaL_loadbufferx(state, text.data(), text.size(), chunk.c_str(), "t");
    if (status == LUA_OK) {
        return {};
    }
    std::string message =
        status == LUA_ERRMEM ? "not enough memory to compile the script" : std::string(lua_text(state, -1));
    lua_pop(state, 1);
    const bool has_place = status == LUA_ERRSYNTAX && message.find(':') != std::string::npos;
    return Error(has_place ? message : source.name + ": " + message);
}

}  // namespace wee
