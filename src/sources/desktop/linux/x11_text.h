#pragma once

#include <string>
#include <string_view>

namespace wee {

/// ISO 8859-1, which the type STRING of an X11 property means, as UTF-8.
std::string latin1_to_utf8(std::string_view bytes);

/// X11's COMPOUND_TEXT as UTF-8: its ASCII, ISO 8859-1 and UTF-8 parts are exact; of other character sets each
/// byte of the upper half becomes U+FFFD, and of sets with several bytes a character each byte.
std::string compound_text_to_utf8(std::string_view bytes);

}  // namespace wee
