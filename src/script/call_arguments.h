#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "script/script_value.h"

namespace wee {

/// Reads the arguments of a call as the API has them (script_calls.h). The runtime in the host has checked
/// them, but a host is not trusted: what is not as it should be makes `is_sound` false, and gives something
/// empty.
class CallArguments {
public:
    explicit CallArguments(const ScriptList& arguments) : arguments_(arguments) {}

    const std::string& text(std::size_t index);
    std::int64_t integer(std::size_t index);
    /// Texts; none where it is nothing.
    std::vector<std::string> texts(std::size_t index);
    /// Null where there is none.
    const ScriptTable* table(std::size_t index);
    ScriptValue value(std::size_t index) const;

    /// Of a table that may be null, and that may have no such key.
    const std::string* text_of(const ScriptTable* table, std::string_view key);
    std::optional<std::int64_t> integer_of(const ScriptTable* table, std::string_view key);
    bool flag_of(const ScriptTable* table, std::string_view key);
    std::vector<std::pair<std::string, std::string>> pairs_of(const ScriptTable* table, std::string_view key);
    std::vector<std::pair<std::string, std::string>> pairs(const ScriptValue* value);

    [[nodiscard]] bool is_sound() const { return is_sound_; }

private:
    const ScriptValue* find(const ScriptTable* table, std::string_view key) const;

    const ScriptList& arguments_;
    bool is_sound_ = true;
};

}  // namespace wee
