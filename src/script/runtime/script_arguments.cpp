#include "script/runtime/script_arguments.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/text.h"
#include "script/runtime/lua_values.h"
#include "script/runtime/value_limits.h"

namespace wee {
namespace {

[[noreturn]] void refuse_argument(lua_State* state, int index, const std::string& why) {
    push_lua_text(state, why);
    luaL_argerror(state, index, lua_tostring(state, -1));
    std::abort();  // not reached: the error does not come back
}

/// The value on top as a text: numbers are converted, everything else is none.
std::optional<std::string> text_on_top(lua_State* state) {
    const int type = lua_type(state, -1);
    if (type != LUA_TSTRING && type != LUA_TNUMBER) {
        return std::nullopt;
    }
    return std::string(lua_text(state, -1));
}

/// The table's elements, or nothing where one is no text.
std::optional<ScriptTable> texts_of(lua_State* state, int index) {
    ScriptTable texts;
    lua_pushnil(state);
    while (lua_next(state, index) != 0) {
        const std::optional<std::string> value = text_on_top(state);
        if (!value || lua_type(state, -2) != LUA_TSTRING) {
            lua_pop(state, 2);
            return std::nullopt;
        }
        texts.emplace_back(std::string(lua_text(state, -2)), ScriptValue{*value});
        lua_pop(state, 1);
    }
    std::ranges::sort(texts, {}, &ScriptTable::value_type::first);
    return texts;
}

}  // namespace

std::string text_argument(lua_State* state, int index) {
    std::size_t size = 0;
    const char* bytes = luaL_checklstring(state, index, &size);
    if (size > kMostValueBytes) {
        refuse_argument(state, index,
                        "the text is longer than " + std::to_string(kMostValueBytes) + " bytes");
    }
    return {bytes, size};
}

std::string name_argument(lua_State* state, int index) {
    std::string name = text_argument(state, index);
    if (name.empty()) {
        refuse_argument(state, index, "the text is empty");
    }
    if (name.find('\0') != std::string::npos) {
        refuse_argument(state, index, "the text holds a NUL byte");
    }
    return name;
}

ScriptValue value_argument(lua_State* state, int index) {
    luaL_checkany(state, index);
    Result<ScriptValue> value = read_lua_value(state, index);
    if (!value) {
        refuse_argument(state, index, value.error().message());
    }
    return std::move(value).value();
}

ScriptTable texts_argument(lua_State* state, int index) {
    if (lua_isnoneornil(state, index)) {
        return {};
    }
    luaL_checktype(state, index, LUA_TTABLE);
    std::optional<ScriptTable> texts = texts_of(state, index);
    if (!texts) {
        refuse_argument(state, index, "write a table of texts, as in { name = \"text\" }");
    }
    return *std::move(texts);
}

ScriptList text_list_argument(lua_State* state, int index) {
    ScriptList list;
    if (lua_isnoneornil(state, index)) {
        return list;
    }
    luaL_checktype(state, index, LUA_TTABLE);
    const std::size_t size = lua_rawlen(state, index);
    for (std::size_t place = 1; place <= size && place <= kMostValues; ++place) {
        lua_rawgeti(state, index, static_cast<lua_Integer>(place));
        std::optional<std::string> text = text_on_top(state);
        if (!text) {
            refuse_argument(state, index,
                            "element " + std::to_string(place) + " is a " + luaL_typename(state, -1) +
                                ": write a list of texts, as in { \"-v\", \"file\" }");
        }
        list.push_back(ScriptValue{*std::move(text)});
        lua_pop(state, 1);
    }
    return list;
}

ScriptOptions::ScriptOptions(lua_State* state, int index, std::span<const std::string_view> known)
    : state_(state), index_(index) {
    if (lua_isnoneornil(state, index)) {
        lua_settop(state, index - 1);
        lua_newtable(state);
        return;
    }
    luaL_checktype(state, index, LUA_TTABLE);
    lua_pushnil(state);
    while (lua_next(state, index) != 0) {
        lua_pop(state, 1);
        if (lua_type(state, -1) != LUA_TSTRING) {
            refuse_argument(state, index, "write options with their names, as in { name = value }");
        }
        const std::string_view name = lua_text(state, -1);
        if (std::ranges::find(known, name) == known.end()) {
            const std::string_view nearest = nearest_word(name, known);
            refuse_argument(
                state, index,
                "there is no option " + quote_for_display(name) +
                    (nearest.empty() ? "" : ": did you mean " + quote_for_display(nearest) + '?'));
        }
    }
}

bool ScriptOptions::has(const char* name) const {
    const bool found = push(name);
    if (found) {
        lua_pop(state_, 1);
    }
    return found;
}

std::optional<std::string> ScriptOptions::text(const char* name) const {
    if (!push(name)) {
        return std::nullopt;
    }
    std::optional<std::string> text = text_on_top(state_);
    if (!text || text->size() > kMostValueBytes) {
        refuse(name, "has to be a text");
    }
    lua_pop(state_, 1);
    return text;
}

std::optional<ScriptTable> ScriptOptions::texts(const char* name) const {
    if (!push(name)) {
        return std::nullopt;
    }
    std::optional<ScriptTable> texts =
        lua_istable(state_, -1) ? texts_of(state_, lua_gettop(state_)) : std::nullopt;
    if (!texts) {
        refuse(name, "has to be a table of texts, as in { name = \"text\" }");
    }
    lua_pop(state_, 1);
    return texts;
}

std::optional<bool> ScriptOptions::boolean(const char* name) const {
    if (!push(name)) {
        return std::nullopt;
    }
    if (!lua_isboolean(state_, -1)) {
        refuse(name, "has to be true or false");
    }
    const bool value = lua_toboolean(state_, -1) != 0;
    lua_pop(state_, 1);
    return value;
}

std::optional<std::int64_t> ScriptOptions::milliseconds(const char* name) const {
    if (!push(name)) {
        return std::nullopt;
    }
    int is_whole = 0;
    const lua_Integer value = lua_tointegerx(state_, -1, &is_whole);
    if (is_whole == 0 || value <= 0) {
        refuse(name, "has to be a whole number of milliseconds above 0");
    }
    lua_pop(state_, 1);
    return value;
}

std::optional<ScriptValue> ScriptOptions::value(const char* name) const {
    if (!push(name)) {
        return std::nullopt;
    }
    Result<ScriptValue> value = read_lua_value(state_, -1);
    if (!value) {
        refuse(name, ("is not plain data: " + value.error().message()).c_str());
    }
    lua_pop(state_, 1);
    return std::move(value).value();
}

/// Pushes the option, or nothing.
bool ScriptOptions::push(const char* name) const {
    luaL_checkstack(state_, 4, nullptr);
    lua_pushstring(state_, name);
    if (lua_rawget(state_, index_) == LUA_TNIL) {
        lua_pop(state_, 1);
        return false;
    }
    return true;
}

void ScriptOptions::refuse(const char* name, const char* expected) const {
    refuse_argument(state_, index_, "the option " + quote_for_display(name) + ' ' + expected);
}

}  // namespace wee
