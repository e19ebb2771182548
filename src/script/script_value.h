#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace wee {

struct ScriptValue;
using ScriptList = std::vector<ScriptValue>;
/// In the order of writing; names are unique.
using ScriptTable = std::vector<std::pair<std::string, ScriptValue>>;

/// A value on its way into a script's state or out of it: plain data, no functions. Texts are bytes.
struct ScriptValue {
    std::variant<std::monostate, bool, std::int64_t, double, std::string, ScriptList, ScriptTable> value{};

    friend bool operator==(const ScriptValue&, const ScriptValue&) = default;
};

}  // namespace wee
