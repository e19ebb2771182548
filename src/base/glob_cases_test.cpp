#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/glob.h"

// The cases of other projects' matchers, read from beside the repository; WEE_GLOB_CASES in the environment
// names another folder. A case applies unless a reason below says that it is about something that this
// dialect leaves out on purpose (docs/globs.md); a pattern that this dialect refuses must be one that matches
// nothing there.

namespace wee {
namespace {

std::ifstream open_cases(const std::string& name) {
    const char* folder = std::getenv("WEE_GLOB_CASES");
    return std::ifstream(std::filesystem::path(folder != nullptr ? folder : WEE_GLOB_CASES) / name);
}

struct Case {
    std::string pattern;
    std::string text;
    bool expected;
};

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool holds_any_pair(std::string_view text, std::string_view firsts, std::string_view seconds) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (holds(firsts, text.substr(i, 1)) && holds(seconds, text.substr(i + 1, 1))) {
            return true;
        }
    }
    return false;
}

bool has_hidden_segment(std::string_view text) {
    return text.starts_with('.') || holds(text, "/.");
}

constexpr std::string_view kAlphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Extended globs `@(a|b)`, regular expressions' groups, quantifiers and escapes, negation, quotes.
bool has_foreign_construct(std::string_view pattern) {
    return pattern.find_first_of("()|\"") != std::string_view::npos || pattern.starts_with('!') ||
           holds_any_pair(pattern, "]}", "+") || holds_any_pair(pattern, "\\", kAlphanumeric) ||
           (holds(pattern, "{") && holds(pattern, ".."));
}

/// Elsewhere a set may name `/`, and an unknown class is a set of its letters. Here both are errors, said at
/// the place.
bool is_refused_on_purpose(std::string_view pattern) {
    return holds(pattern, "[/]") || holds(pattern, "[:al:]");
}

/// Picomatch takes `dir/` for `dir` where the pattern ends in a star or a set; events name no directory so.
bool hinges_on_a_trailing_slash(const Case& it) {
    return it.text.ends_with('/') && (it.pattern.ends_with('*') || it.pattern.ends_with(']'));
}

/// Picomatch lets a text match that spells the pattern, or a set of it, letter by letter.
bool hinges_on_its_own_spelling(const Case& it) {
    const std::size_t set = it.pattern.find('[');
    const std::string_view spelled_set =
        set == std::string::npos
            ? it.pattern
            : std::string_view(it.pattern).substr(set, it.pattern.find(']', set) + 1 - set);
    return holds(it.text, spelled_set) && it.pattern.find_first_of("[\\") != std::string::npos;
}

bool applies_to_picomatch(const Case& it) {
    // Its `*` does not match a leading dot: that only takes matches away.
    const bool hinges_on_a_dot = !it.expected && has_hidden_segment(it.text);
    return !has_foreign_construct(it.pattern) && !is_refused_on_purpose(it.pattern) && !hinges_on_a_dot &&
           !hinges_on_a_trailing_slash(it) && !hinges_on_its_own_spelling(it) &&
           !it.pattern.starts_with("./");
}

bool matches(const Case& it) {
    const Result<Glob> glob = Glob::parse(it.pattern);
    return glob.ok() && glob.value().matches(it.text);
}

/// How many cases there were, how many of them applied.
struct Tally {
    int cases = 0;
    int applied = 0;

    void check(const Case& it, bool applies) {
        ++cases;
        if (applies) {
            ++applied;
            EXPECT_EQ(matches(it), it.expected) << "pattern " << it.pattern << ", text " << it.text;
        }
    }

    void print(std::string_view name) const {
        std::cout << name << ": " << applied << " of " << cases << " cases are of this dialect\n";
    }
};

TEST(GlobCases, PassesThoseOfPicomatch) {
    std::ifstream file = open_cases("picomatch_half.jsonl");
    if (!file) {
        GTEST_SKIP() << "picomatch_half.jsonl is not beside the repository";
    }
    Tally tally;
    for (std::string line; std::getline(file, line);) {
        const auto json = nlohmann::json::parse(line);
        const Case it{json["glob"], json["string"], json["expect"] != 0};
        tally.check(it, json["options"] == "" && applies_to_picomatch(it));
    }
    tally.print("picomatch");
    EXPECT_GT(tally.applied, tally.cases / 2);
}

/// Watchman's flags: `/` is for `**` alone, a leading dot wants its own, `\` is a plain character.
constexpr int kPathName = 2;
constexpr int kPeriod = 4;
constexpr int kNoEscape = 8;

bool applies_to_wildmatch(const Case& it, int flags) {
    const bool hinges_on_a_dot = (flags & kPeriod) != 0 && !it.expected && has_hidden_segment(it.text);
    // There, a `**` beside other characters never matches, and empty segments are left out.
    const bool other_stars = it.pattern.starts_with("**[");
    return (flags & kPathName) != 0 && (flags & kNoEscape) == 0 && !hinges_on_a_dot && !other_stars &&
           !holds(it.pattern, "//");
}

TEST(GlobCases, PassesThoseOfWildmatch) {
    std::ifstream file = open_cases("wildmatch_half.json");
    if (!file) {
        GTEST_SKIP() << "wildmatch_half.json is not beside the repository";
    }
    Tally tally;
    for (const auto& json : nlohmann::json::parse(file)) {
        const Case it{json[3], json[2], json[0]};
        tally.check(it, applies_to_wildmatch(it, json[1]));
    }
    tally.print("wildmatch");
    EXPECT_GT(tally.applied, tally.cases / 2);
}

}  // namespace
}  // namespace wee
