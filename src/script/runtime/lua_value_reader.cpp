#include "script/runtime/lua_value_reader.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/text.h"
#include "script/runtime/lua_values.h"

namespace wee {
namespace {

constexpr std::size_t kShownName = 40;

std::string step_to(std::string_view name) {
    return '.' + to_display(name.substr(0, kShownName));
}

}  // namespace

Result<ScriptValue> LuaValueReader::read(int index) {
    if (values_left_-- == 0) {
        values_left_ = 0;
        return error("has more than " + std::to_string(kMostValues) + " values in it");
    }
    switch (lua_type(state_, index)) {
        case LUA_TNIL:
            return ScriptValue{};
        case LUA_TBOOLEAN:
            return ScriptValue{lua_toboolean(state_, index) != 0};
        case LUA_TNUMBER:
            return lua_isinteger(state_, index) != 0 ? ScriptValue{std::int64_t{lua_tointeger(state_, index)}}
                                                     : ScriptValue{double{lua_tonumber(state_, index)}};
        case LUA_TSTRING:
            return read_text(index);
        case LUA_TTABLE:
            return read_table(index);
        case LUA_TLIGHTUSERDATA:
            return ScriptValue{};  // json.null, the only one there is
        default:
            return error("is a " + std::string(luaL_typename(state_, index)) +
                         ": only texts, numbers, booleans and tables of them can leave a script");
    }
}

Result<ScriptValue> LuaValueReader::read_text(int index) {
    const std::string_view text = lua_text(state_, index);
    if (text.size() > bytes_left_) {
        return error("holds more than " + std::to_string(kMostValueBytes) + " bytes of text");
    }
    bytes_left_ -= text.size();
    return ScriptValue{std::string(text)};
}

Result<ScriptValue> LuaValueReader::read_table(int index) {
    const void* identity = lua_topointer(state_, index);
    if (std::ranges::find(around_, identity) != around_.end()) {
        return error("contains itself");
    }
    if (around_.size() == kMostValueDepth || lua_checkstack(state_, 4) == 0) {
        return error("is nested deeper than " + std::to_string(kMostValueDepth) + " tables");
    }
    const Result<Shape> shape = shape_of(index);
    if (!shape) {
        return shape.error();
    }
    around_.push_back(identity);
    Result<ScriptValue> value = shape.value().is_list ? read_list_of(index, shape.value().size)
                                                      : read_table_of(index, shape.value().size);
    around_.pop_back();
    return value;
}

Result<ScriptValue> LuaValueReader::read_list_of(int index, std::size_t size) {
    ScriptList list;
    list.reserve(std::min(size, values_left_));
    const std::size_t place = place_.size();
    for (std::size_t number = 1; number <= size; ++number) {
        place_.append("[").append(std::to_string(number)).append("]");
        lua_rawgeti(state_, index, static_cast<lua_Integer>(number));
        Result<ScriptValue> element = read(lua_gettop(state_));
        lua_pop(state_, 1);
        if (!element) {
            return element.error();
        }
        list.push_back(std::move(element).value());
        place_.resize(place);
    }
    return ScriptValue{std::move(list)};
}

Result<ScriptValue> LuaValueReader::read_table_of(int index, std::size_t size) {
    ScriptTable table;
    table.reserve(std::min(size, values_left_));
    const std::size_t place = place_.size();
    lua_pushnil(state_);
    while (lua_next(state_, index) != 0) {
        place_.append(step_to(lua_text(state_, -2)));
        Result<ScriptValue> name = read_text(lua_gettop(state_) - 1);
        Result<ScriptValue> value = name ? read(lua_gettop(state_)) : name.error();
        lua_pop(state_, 1);
        if (!value) {
            lua_pop(state_, 1);
            return value.error();
        }
        table.emplace_back(std::move(*std::get_if<std::string>(&name.value().value)),
                           std::move(value).value());
        place_.resize(place);
    }
    // Lua's own order differs from run to run.
    std::ranges::sort(table, {}, &ScriptTable::value_type::first);
    return ScriptValue{std::move(table)};
}

Result<LuaValueReader::Shape> LuaValueReader::shape_of(int index) {
    std::size_t texts = 0;
    std::size_t numbers = 0;
    lua_Integer largest = 0;
    lua_pushnil(state_);
    while (lua_next(state_, index) != 0) {
        lua_pop(state_, 1);
        const bool is_number = lua_isinteger(state_, -1) != 0;
        if (!is_number && lua_type(state_, -1) != LUA_TSTRING) {
            const std::string type = luaL_typename(state_, -1);
            lua_pop(state_, 1);
            return error("has a key that is a " + type + ": write texts, or 1, 2, 3, ...");
        }
        ++(is_number ? numbers : texts);
        if (is_number) {
            const lua_Integer key = lua_tointeger(state_, -1);
            largest = key < 1 ? std::numeric_limits<lua_Integer>::max() : std::max(largest, key);
        }
    }
    return shape_of_keys(texts, numbers, largest, is_marked_as_list(state_, index));
}

Result<LuaValueReader::Shape> LuaValueReader::shape_of_keys(std::size_t texts, std::size_t numbers,
                                                            lua_Integer largest, bool is_marked) {
    if (texts > 0 && (numbers > 0 || is_marked)) {
        return error("has both numbers and texts as keys: write it as a list or as a table of names");
    }
    if (static_cast<std::size_t>(largest) != numbers) {
        return error(
            "is a list with holes: its keys are to be 1, 2, 3, ...; json.null stands for what is absent");
    }
    return Shape{numbers > 0 || is_marked, texts + numbers};
}

Error LuaValueReader::error(const std::string& what) const {
    constexpr std::size_t kMostShown = 120;
    const std::string place =
        place_.size() > kMostShown ? "..." + place_.substr(place_.size() - kMostShown) : place_;
    return Error((place.empty() ? "the value" : "the value's " + place) + ' ' + what);
}

}  // namespace wee
