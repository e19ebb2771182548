#include "base/regex_diagnosis.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <re2/re2.h>

#include "base/text.h"

namespace wee {
namespace {

using Code = re2::RE2::ErrorCode;

constexpr std::size_t kNowhere = std::string_view::npos;

/// The offset behind the `[...]` that begins at `begin`.
std::size_t end_of_set(std::string_view pattern, std::size_t begin) {
    std::size_t i = begin + 1;
    i += pattern.substr(i).starts_with('^') ? 1 : 0;
    i += pattern.substr(i).starts_with(']') ? 1 : 0;  // first in the set it stands for itself
    while (i < pattern.size() && pattern[i] != ']') {
        const std::size_t class_end = pattern.substr(i).starts_with("[:") ? pattern.find(":]", i) : kNowhere;
        if (class_end != kNowhere) {
            i = class_end + 2;
        } else {
            i += pattern[i] == '\\' ? 2 : 1;
        }
    }
    return i + 1;
}

/// The offset behind the escape sequence that begins at `begin`; `\Q` takes all up to `\E`.
std::size_t end_of_escape(std::string_view pattern, std::size_t begin) {
    if (!pattern.substr(begin).starts_with("\\Q")) {
        return begin + 2;
    }
    const std::size_t end = pattern.find("\\E", begin);
    return end == kNowhere ? pattern.size() : end + 2;
}

/// The `)` that closes nothing, otherwise the innermost `(` that nothing closes.
std::size_t find_unbalanced_parenthesis(std::string_view pattern) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < pattern.size();) {
        if (pattern[i] == '\\' || pattern[i] == '[') {
            i = pattern[i] == '[' ? end_of_set(pattern, i) : end_of_escape(pattern, i);
            continue;
        }
        if (pattern[i] == '(') {
            open.push_back(i);
        } else if (pattern[i] == ')' && open.empty()) {
            return i;
        } else if (pattern[i] == ')') {
            open.pop_back();
        }
        ++i;
    }
    return open.empty() ? kNowhere : open.back();
}

/// What RE2 says of the beginning of a failed pattern, without compiling it.
Code reread(std::string_view beginning) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1);
    return re2::RE2(beginning, options).error_code();
}

/// RE2 names the wrong part, not its place: that is where the first beginning ends that is wrong alike.
std::size_t find_part(const re2::RE2& failed) {
    const std::string_view pattern = failed.pattern();
    const std::string_view part = failed.error_arg();
    std::size_t offset = part.empty() ? kNowhere : pattern.find(part);
    while (offset != kNowhere && reread(pattern.substr(0, offset + part.size())) != failed.error_code()) {
        offset = pattern.find(part, offset + 1);
    }
    return offset;
}

std::size_t find_invalid_byte(std::string_view pattern) {
    const std::string valid = to_valid_utf8(pattern);
    return static_cast<std::size_t>(std::ranges::mismatch(pattern, valid).in1 - pattern.begin());
}

std::size_t find_mistake(const re2::RE2& failed) {
    const std::string_view pattern = failed.pattern();
    switch (failed.error_code()) {
        case Code::ErrorMissingParen:
        case Code::ErrorUnexpectedParen:
            return find_unbalanced_parenthesis(pattern);
        case Code::ErrorMissingBracket:
            return pattern.size() - std::min(failed.error_arg().size(), pattern.size());
        case Code::ErrorTrailingBackslash:
            return pattern.size() - 1;
        case Code::ErrorBadUTF8:
            return find_invalid_byte(pattern);
        default:
            return find_part(failed);
    }
}

std::string quote_part(std::string_view part) {
    constexpr std::size_t kLongest = 40;
    return "'" + to_display(part.substr(0, kLongest)) + (part.size() > kLongest ? "...'" : "'");
}

std::string explain_escape(std::string_view escape) {
    const bool is_reference = escape.size() > 1 && escape[1] >= '1' && escape[1] <= '9';
    if (is_reference || escape.starts_with("\\k")) {
        return quote_part(escape) +
               " refers back to a group, which no search in linear time can do; "
               "write out what is to be repeated";
    }
    return quote_part(escape) + " is no escape sequence; write '\\\\' for a backslash itself";
}

std::string explain_group(std::string_view group) {
    if (group.starts_with("(?=") || group.starts_with("(?!") || group.starts_with("(?<")) {
        return quote_part(group) +
               " looks ahead or behind, which no search in linear time can do "
               "('(?P<name>...)' is a group with a name)";
    }
    return quote_part(group) + " is no kind of group; write '(?:...)' for a plain one";
}

std::string explain_class(std::string_view characters) {
    if (characters.starts_with("[:") || characters.starts_with("\\")) {
        return "there is no class of characters " + quote_part(characters);
    }
    return "the range " + quote_part(characters) + " is reversed or incomplete; write '\\-' for a '-' itself";
}

std::string explain(const re2::RE2& failed) {
    const std::string& part = failed.error_arg();
    switch (failed.error_code()) {
        case Code::ErrorBadEscape:
            return explain_escape(part);
        case Code::ErrorBadCharClass:
        case Code::ErrorBadCharRange:
            return explain_class(part);
        case Code::ErrorMissingBracket:
            return "the set that '[' opens here has no ']'; write '\\[' for the character itself";
        case Code::ErrorMissingParen:
            return "the group that '(' opens here has no ')'; write '\\(' for the character itself";
        case Code::ErrorUnexpectedParen:
            return "this ')' closes no group; write '\\)' for the character itself";
        case Code::ErrorTrailingBackslash:
            return "the '\\' at the end escapes nothing; write '\\\\' for a backslash itself";
        case Code::ErrorRepeatArgument:
            return quote_part(part) +
                   " has nothing to repeat; write a '\\' before it for the character itself";
        case Code::ErrorRepeatSize:
            return quote_part(part) +
                   " repeats too often; the most, with repetitions in repetitions, is 1000 "
                   "(and of two bounds the smaller comes first)";
        case Code::ErrorRepeatOp:
            return quote_part(part) + " repeats a repetition; write one of the two";
        case Code::ErrorBadPerlOp:
            return explain_group(part);
        case Code::ErrorBadUTF8:
            return "the pattern is not UTF-8; write '.' for such a byte of a text";
        case Code::ErrorBadNamedCapture:
            return quote_part(part) +
                   " is no name for a group; write '(?P<name>...)', with letters, digits and '_'";
        case Code::ErrorPatternTooLarge:
            return regex_too_large().message();
        default:
            return failed.error();
    }
}

}  // namespace

Error regex_too_large() {
    return Error("the pattern is too large once compiled; repeat less, or write it as several patterns");
}

Error explain_regex_failure(const re2::RE2& failed) {
    const std::size_t offset = find_mistake(failed);
    if (offset == kNowhere) {
        return Error(explain(failed));
    }
    const auto is_beginning = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    const auto column = 1 + std::ranges::count_if(failed.pattern().substr(0, offset), is_beginning);
    return Error("column " + std::to_string(column) + ": " + explain(failed));
}

}  // namespace wee
