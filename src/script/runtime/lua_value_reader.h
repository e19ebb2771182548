#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "script/runtime/lua_text.h"
#include "script/runtime/value_limits.h"
#include "script/script_value.h"

namespace wee {

/// Reads one value out of a state, see `read_lua_value`. Uses no metamethods, so it runs nothing of the
/// script's; raises no Lua error.
class LuaValueReader {
public:
    explicit LuaValueReader(lua_State* state) : state_(state) {}

    /// REQUIRES: an absolute index.
    Result<ScriptValue> read(int index);

private:
    /// What the keys of a table say about it.
    struct Shape {
        bool is_list = false;
        std::size_t size = 0;
    };

    Result<ScriptValue> read_text(int index);
    Result<ScriptValue> read_table(int index);
    Result<ScriptValue> read_list_of(int index, std::size_t size);
    Result<ScriptValue> read_table_of(int index, std::size_t size);
    Result<Shape> shape_of(int index);
    Result<Shape> shape_of_keys(std::size_t texts, std::size_t numbers, lua_Integer largest, bool is_marked);
    [[nodiscard]] Error error(const std::string& what) const;

    lua_State* state_;
    std::string place_;                // ".a[3]"
    std::vector<const void*> around_;  // the tables that the value is in
    std::size_t values_left_ = kMostValues;
    std::size_t bytes_left_ = kMostValueBytes;
};

}  // namespace wee
