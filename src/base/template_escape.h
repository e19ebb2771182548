#pragma once

#include <string>
#include <string_view>

namespace wee {

/// Values made safe for the place where they are put.

/// For the inside of a JSON string, without the quotes around it: `"`, `\` and control characters escaped.
/// Every byte that is not UTF-8 becomes the text `\xHH` (so `\\xHH` in the JSON), as in events' own JSON.
std::string json_escaped(std::string_view value);

/// Percent-encoded for one part of a URL: all bytes but RFC 3986's unreserved ones (A-Z a-z 0-9 - . _ ~),
/// so `/` too.
std::string url_escaped(std::string_view value);

}  // namespace wee
