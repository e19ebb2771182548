#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/findings.h"

namespace wee {

/// A TOML document as plain values, each with its place. The TOML library stays behind this header: it is
/// slow to compile, and nothing else need know which one it is.

struct TomlValue;
struct TomlEntry;
using TomlArray = std::vector<TomlValue>;

struct TomlTable {
    std::vector<TomlEntry> entries;  ///< Each key once, in the order of the file.
    [[nodiscard]] const TomlEntry* find(std::string_view key) const;
};

/// A date or time: no key wants one, so its value is of no interest.
struct TomlDateOrTime {};

struct TomlValue {
    Position position;
    std::variant<std::string, std::int64_t, double, bool, TomlDateOrTime, TomlArray, TomlTable> content;

    /// The content when it is of that type, else null.
    template <typename T>
    [[nodiscard]] const T* as() const {
        return std::get_if<T>(&content);
    }
};

struct TomlEntry {
    std::string key;
    Position key_position;
    TomlValue value;
};

/// Reads TOML 1.0. What is no TOML is reported and gives nothing: text that is not UTF-8, a NUL byte,
/// brackets and dotted keys nested deeper than kMaximumNesting, and every error of syntax, with a mend where
/// one is known. A byte order mark and Windows line ends are fine.
std::optional<TomlValue> parse_toml(std::string_view text, Findings& findings);

/// Bounds the recursion of all that walks a document.
inline constexpr std::size_t kMaximumNesting = 200;

}  // namespace wee
