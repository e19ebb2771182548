#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/case_sensitivity.h"
#include "rules/trigger.h"

namespace wee {

/// Something that a text must have for a condition to be true, in a form that a table can be asked for.
struct LookupKey {
    enum class Form : std::uint8_t {
        Present,   ///< The subject is there.
        Whole,     ///< It is `text`.
        Start,     ///< It begins with `text`.
        End,       ///< It ends with `text`.
        Contains,  ///< `text` stands somewhere in it.

        Extension,  ///< Of a file name: `text` stands behind its last dot.

        // Of a full path, where the directory is all up to the last `/`, and what is behind it the name:
        Directory,              ///< "/a/b/"
        DirectoryAndExtension,  ///< "/a/b//txt"
        Parent,                 ///< "b", the directory's last segment
        ParentAndName,          ///< "b/c.txt"
        ParentAndExtension,     ///< "b/txt"
        Ancestor,               ///< "/a": the path itself, or what lies below it
    };

    static constexpr std::size_t kFormCount = static_cast<std::size_t>(Form::Ancestor) + 1;

    Form form = Form::Present;
    Subject subject{};
    CaseSensitivity sensitivity = CaseSensitivity::Sensitive;
    std::string text{};   ///< In lower case (ASCII) where case does not matter.
    bool proves = false;  ///< Where the key is found, the condition is true.
};

/// Each of them must be there: a condition may be filed under any one. Never empty.
using KeyOptions = std::vector<LookupKey>;
/// One of them must be there.
using KeyAlternatives = std::vector<KeyOptions>;

}  // namespace wee
