// Any text is either refused with a printable sentence or a value that survives being written and read again,
// and that goes into a script's state and out of it as it was.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include <lua5.4/lua.hpp>

#include "base/text.h"
#include "script/runtime/lua_values.h"
#include "script/runtime/script_json.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// In what a state gives back, nothing has no place in tables, and names are in order.
wee::ScriptValue as_in_lua(const wee::ScriptValue& value) {
    static lua_State* const state = [] {
        lua_State* made = luaL_newstate();
        wee::make_list_mark(made);
        return made;
    }();
    wee::push_lua_value(state, value);
    wee::Result<wee::ScriptValue> read = wee::read_lua_value(state, -1);
    lua_settop(state, 0);
    require(read.ok());
    return std::move(read).value();
}

void check(const wee::ScriptValue& value) {
    const wee::Result<std::string> written = wee::to_json(value);
    require(written.ok());
    const wee::Result<wee::ScriptValue> again = wee::script_value_from_json(written.value());
    require(again.ok() && again.value() == value);
    const wee::ScriptValue once = as_in_lua(value);
    require(as_in_lua(once) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = wee::script_value_from_json(text);
    if (value.ok()) {
        check(value.value());
    } else {
        require(wee::to_display(value.error().message()) == value.error().message());
    }
    return 0;
}
