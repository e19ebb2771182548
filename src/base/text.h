#pragma once

#include <span>
#include <string>
#include <string_view>

namespace wee {

/// True when the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_valid_utf8(std::string_view bytes);

/// The bytes as people and JSON may see them: valid UTF-8 stays, every other byte becomes `\xHH`.
/// Control characters stay too: JSON writers escape them.
std::string to_valid_utf8(std::string_view bytes);

/// The same for programs that take characters only: every other byte becomes U+FFFD.
std::string replace_invalid_utf8(std::string_view bytes);

/// One line that is safe to print: `to_valid_utf8`, and control characters as `\n`, `\t`, `\r`, `\xHH`
/// (terminal escape sequences in a file name must not reach a terminal), also those beyond ASCII that break
/// lines or reorder text (U+0080 to U+009F, U+2028 to U+202E, U+2066 to U+2069).
std::string to_display(std::string_view bytes);

/// `"text"`: `to_display` between quotes, with `"` and `\` escaped.
std::string quote_for_display(std::string_view bytes);

/// ASCII letters in lower case; other bytes stay.
std::string to_lower_ascii(std::string_view text);

/// The candidate that a person most likely meant by `word`: the nearest by edit distance (with
/// transpositions, in bytes, ASCII letters of either case alike), when it is near enough to be a slip (at
/// most a third of the word, at least one); of equals the first; otherwise empty.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace wee
