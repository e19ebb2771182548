#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "script/runtime/lua_text.h"
#include "script/script_value.h"

namespace wee {

// What the functions of the API make of their arguments. All raise Lua's "bad argument #1 to 'read' (...)"
// for what is not as it has to be.

/// A text or a number, of at most `kMostValueBytes`.
std::string text_argument(lua_State* state, int index);
/// A text that a system call can take: not empty, no NUL byte.
std::string name_argument(lua_State* state, int index);
/// Plain data, see `read_lua_value`.
ScriptValue value_argument(lua_State* state, int index);
/// {name = text, ...}; numbers become texts. Nothing is an empty one.
ScriptTable texts_argument(lua_State* state, int index);
/// {text, ...}; numbers become texts. Nothing is an empty one.
ScriptList text_list_argument(lua_State* state, int index);

/// {option = value, ...} as the last argument. Nothing is one without options. Reads raise an error that
/// names the option.
class ScriptOptions {
public:
    /// Raises an error for an option that is not among `known`.
    ScriptOptions(lua_State* state, int index, std::span<const std::string_view> known);

    [[nodiscard]] bool has(const char* name) const;
    [[nodiscard]] std::optional<std::string> text(const char* name) const;
    [[nodiscard]] std::optional<ScriptTable> texts(const char* name) const;
    [[nodiscard]] std::optional<bool> boolean(const char* name) const;
    /// A whole number of milliseconds above 0.
    [[nodiscard]] std::optional<std::int64_t> milliseconds(const char* name) const;
    [[nodiscard]] std::optional<ScriptValue> value(const char* name) const;

private:
    bool push(const char* name) const;
    [[noreturn]] void refuse(const char* name, const char* expected) const;

    lua_State* state_;
    int index_;
};

}  // namespace wee
