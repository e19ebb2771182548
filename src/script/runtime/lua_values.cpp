#include "script/runtime/lua_values.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>

#include "script/runtime/lua_value_reader.h"

namespace wee {
namespace {

/// The registry's key for the metatable of lists: the address is what counts.
constexpr char kListMark = 0;

int place_count(std::size_t size) {
    constexpr std::size_t kMost = 1 << 20;
    return static_cast<int>(std::min(size, kMost));
}

class Pusher {
public:
    explicit Pusher(lua_State* state) : state_(state) {}

    void operator()(std::monostate /*nothing*/) const { lua_pushnil(state_); }
    void operator()(bool value) const { lua_pushboolean(state_, value ? 1 : 0); }
    void operator()(std::int64_t value) const { lua_pushinteger(state_, value); }
    void operator()(double value) const { lua_pushnumber(state_, value); }
    void operator()(const std::string& value) const { push_lua_text(state_, value); }

    void operator()(const ScriptList& list) const {
        luaL_checkstack(state_, kSlots, "the value is nested too deep");
        lua_createtable(state_, place_count(list.size()), 0);
        lua_Integer place = 0;
        for (const ScriptValue& value : list) {
            push_element(value);
            lua_rawseti(state_, -2, ++place);
        }
        mark_as_list(state_);
    }

    void operator()(const ScriptTable& table) const {
        luaL_checkstack(state_, kSlots, "the value is nested too deep");
        lua_createtable(state_, 0, place_count(table.size()));
        for (const auto& [name, value] : table) {
            push_lua_text(state_, name);
            std::visit(*this, value.value);
            lua_rawset(state_, -3);
        }
    }

private:
    static constexpr int kSlots = 4;

    void push_element(const ScriptValue& value) const {
        if (std::holds_alternative<std::monostate>(value.value)) {
            push_lua_null(state_);
        } else {
            std::visit(*this, value.value);
        }
    }

    lua_State* state_;
};

}  // namespace

void push_lua_value(lua_State* state, const ScriptValue& value) {
    luaL_checkstack(state, 4, "the value is nested too deep");
    std::visit(Pusher(state), value.value);
}

Result<ScriptValue> read_lua_value(lua_State* state, int index) {
    return LuaValueReader(state).read(lua_absindex(state, index));
}

void make_list_mark(lua_State* state) {
    lua_createtable(state, 0, 2);
    lua_pushliteral(state, "list");
    lua_setfield(state, -2, "__name");
    lua_pushboolean(state, 0);  // what getmetatable shows of it; setmetatable refuses
    lua_setfield(state, -2, "__metatable");
    lua_rawsetp(state, LUA_REGISTRYINDEX, &kListMark);
}

void mark_as_list(lua_State* state) {
    lua_rawgetp(state, LUA_REGISTRYINDEX, &kListMark);
    lua_setmetatable(state, -2);
}

bool is_marked_as_list(lua_State* state, int index) {
    if (lua_getmetatable(state, index) == 0) {
        return false;
    }
    lua_rawgetp(state, LUA_REGISTRYINDEX, &kListMark);
    const bool is_marked = lua_rawequal(state, -1, -2) != 0;
    lua_pop(state, 2);
    return is_marked;
}

}  // namespace wee
