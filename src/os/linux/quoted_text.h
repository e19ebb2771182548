#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace wee {

/// The text as error sentences show what a user wrote.
inline std::string in_quotes(std::string_view text) {
    return '"' + to_display(text) + '"';
}

}  // namespace wee
