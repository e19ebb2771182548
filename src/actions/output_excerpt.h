#pragma once

#include <cstddef>
#include <string_view>

namespace wee {

/// At most so many bytes of it, never cut within a UTF-8 character.
std::string_view beginning_of(std::string_view text, std::size_t most);

/// The first line of what an action wrote, cut where it is too long for a log line: after at most 200 bytes,
/// and never within a UTF-8 character.
std::string_view first_line(std::string_view output);

/// The same of the last line that is not empty.
std::string_view last_line(std::string_view output);

}  // namespace wee
