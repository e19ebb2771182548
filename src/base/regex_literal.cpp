#include "base/regex_literal.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include <re2/filtered_re2.h>
#include <re2/re2.h>

namespace wee {
namespace {

constexpr int kShortest = 3;               // what is shorter is in most texts
constexpr std::size_t kMostLiterals = 64;  // more are alternatives, of which none is required

/// Whether the pattern may say that 'k' and 's' stand for U+212A and U+017F too, which no ASCII index folds.
bool may_leave_ascii(const re2::RE2& program) {
    const std::string_view pattern = program.pattern();
    const bool has_other = std::ranges::any_of(pattern, [](char byte) { return (byte & 0x80) != 0; });
    bool has_flags = false;
    for (std::size_t i = pattern.find("(?"); i != std::string_view::npos; i = pattern.find("(?", i + 1)) {
        has_flags =
            has_flags || !(pattern.substr(i).starts_with("(?:") || pattern.substr(i).starts_with("(?P<"));
    }
    return !program.options().case_sensitive() || has_other || has_flags ||
           pattern.find("\\x") != std::string_view::npos || pattern.find("\\p") != std::string_view::npos ||
           pattern.find("\\P") != std::string_view::npos;
}

/// The longest part that an index which folds only ASCII can look for.
std::string_view longest_plain_part(std::string_view literal, bool may_leave_ascii) {
    const auto is_plain = [may_leave_ascii](char byte) {
        return (byte & 0x80) == 0 && !(may_leave_ascii && (byte == 'k' || byte == 's'));
    };
    std::string_view longest;
    for (auto begin = literal.begin(); begin != literal.end();) {
        begin = std::find_if(begin, literal.end(), is_plain);
        const auto end = std::find_if_not(begin, literal.end(), is_plain);
        if (static_cast<std::size_t>(end - begin) > longest.size()) {
            longest = {begin, end};
        }
        begin = end;
    }
    return longest;
}

/// Whether RE2 rules a text out that holds all literals but this.
bool is_required(const re2::FilteredRE2& filter, int literal, std::size_t count) {
    std::vector<int> others;
    for (int i = 0; i < static_cast<int>(count); ++i) {
        if (i != literal) {
            others.push_back(i);
        }
    }
    std::vector<int> candidates;
    filter.AllPotentials(others, &candidates);
    return candidates.empty();
}

}  // namespace

std::string find_required_literal(const re2::RE2& program) {
    re2::FilteredRE2 filter(kShortest);
    int id = 0;
    std::vector<std::string> literals;
    if (filter.Add(program.pattern(), program.options(), &id) != re2::RE2::NoError) {
        return {};
    }
    filter.Compile(&literals);
    std::string longest;
    if (literals.size() > kMostLiterals) {
        return longest;
    }
    const bool wider = may_leave_ascii(program);
    for (std::size_t i = 0; i < literals.size(); ++i) {
        const std::string_view part = longest_plain_part(literals[i], wider);
        if (part.size() >= kShortest && part.size() > longest.size() &&
            is_required(filter, static_cast<int>(i), literals.size())) {
            longest = part;
        }
    }
    return longest;
}

}  // namespace wee
