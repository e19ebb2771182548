#pragma once

#include <string_view>

#include "base/fingerprint.h"
#include "config/toml_document.h"

namespace wee {

/// Sums up what a table of the configuration says, for a reload to tell what has changed. The order of keys,
/// blanks, comments and the place in the file do not count; the order of an array's elements does.
class Definition {
public:
    void add(const TomlValue& value);
    void add(const TomlTable& table);
    void add(std::string_view text);
    void add(std::uint64_t number);

    /// Never Unknown.
    [[nodiscard]] Fingerprint fingerprint() const;

private:
    std::uint64_t hash_ = 0xcbf29ce484222325;
};

}  // namespace wee
