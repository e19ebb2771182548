#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wee {

/// No command line in an event is longer, but for the mark of what is missing.
inline constexpr std::size_t kLongestCommandLine = 16384;

struct CommandLineText {
    std::string text;
    bool is_cut = false;
};

/// A program's arguments, each ending in a NUL (but maybe the last), as a POSIX shell takes them: joined by
/// blanks, each as it is when it holds nothing but letters, digits, `@%+=:,./_-` and bytes beyond ASCII, else
/// between single quotes (`'it'\''s'`). Newlines and bytes that are no UTF-8 stay as they are. Cut after
/// kLongestCommandLine bytes, between two characters; then, or when `is_cut` says that arguments are missing
/// already, it ends in "...". Two and more empty arguments at the end are what a process that has overwritten
/// its arguments left behind, and are left out.
CommandLineText command_line_text(std::string_view arguments, bool is_cut = false);

}  // namespace wee
