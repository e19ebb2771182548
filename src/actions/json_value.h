#pragma once

#include <string>
#include <string_view>

namespace wee {

/// What stands at "a.0.b" of a JSON document: names of objects and numbers of arrays, from 0, with dots
/// between; nothing is the whole. A text is given without quotes, null as nothing, everything else as JSON.
/// Empty where there is no such place, or the text is no JSON or nested deeper than 200.
std::string json_value(std::string_view document, std::string_view path);

}  // namespace wee
