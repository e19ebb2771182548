#include <random>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/glob.h"
#include "base/glob_character.h"
#include "base/glob_parser.h"

// Holds the glob against a matcher that reads like docs/globs.md: braces are written out, the pattern and the
// text are cut into segments, and every `*` and `**` tries all that it may take.

namespace wee {
namespace {

using Kind = GlobToken::Kind;
using Segment = std::vector<GlobToken>;
using Characters = std::u32string;

class NaiveGlob {
public:
    NaiveGlob(std::string_view pattern, CaseSensitivity sensitivity)
        : pattern_(std::move(parse_glob(pattern, sensitivity)).value()), sensitivity_(sensitivity) {
        write_out(0, {Segment{}});
    }

    [[nodiscard]] bool matches(std::string_view text) const {
        std::vector<Characters> segments(1);
        for (std::size_t position = 0; position < text.size();) {
            char32_t c = next_character(text, position);
            c = sensitivity_ == CaseSensitivity::Insensitive ? to_lower_ascii(c) : c;
            if (c == U'/') {
                segments.emplace_back();
            } else {
                segments.back() += c;
            }
        }
        return std::ranges::any_of(alternatives_, [&](const std::vector<Segment>& alternative) {
            return match_path(alternative, segments) || match_itself(alternative, segments);
        });
    }

private:
    void write_out(std::size_t token, std::vector<Segment> segments) {
        while (token < pattern_.tokens.size()) {
            const GlobToken& it = pattern_.tokens[token++];
            if (it.kind == Kind::Fork) {
                write_out(it.target, segments);
            } else if (it.kind == Kind::Jump) {
                token = it.target;
            } else if (it.kind == Kind::Separator) {
                segments.emplace_back();
            } else {
                segments.back().push_back(it);
            }
        }
        alternatives_.push_back(std::move(segments));
    }

    static bool is_globstar(const Segment& segment) {
        return segment.size() == 1 && segment[0].kind == Kind::Globstar;
    }

    static bool is_star(const GlobToken& token) {
        return token.kind == Kind::Star || token.kind == Kind::Globstar;
    }

    /// One or more segments for a `**` that is last, none or more for any other.
    bool match_path(std::span<const Segment> pattern, std::span<const Characters> text) const {
        if (pattern.empty() || text.empty()) {
            return pattern.empty() && text.empty();
        }
        if (!is_globstar(pattern[0])) {
            return match_segment(pattern[0], text[0]) && match_path(pattern.subspan(1), text.subspan(1));
        }
        return match_path(pattern, text.subspan(1)) || match_path(pattern.subspan(1), text.subspan(1)) ||
               (pattern.size() > 1 && match_path(pattern.subspan(1), text));
    }

    /// `dir/**` matches `dir`, unless its last segment ends in a star (or is nothing).
    bool match_itself(std::span<const Segment> pattern, std::span<const Characters> text) const {
        const std::size_t whole = pattern.size();
        while (!pattern.empty() && is_globstar(pattern.back())) {
            pattern = pattern.first(pattern.size() - 1);
        }
        const bool applies = pattern.size() < whole && !pattern.empty() && !pattern.back().empty() &&
                             !is_star(pattern.back().back());
        return applies && match_path(pattern, text);
    }

    bool match_segment(std::span<const GlobToken> pattern, std::u32string_view text) const {
        if (pattern.empty()) {
            return text.empty();
        }
        if (is_star(pattern[0])) {
            return match_segment(pattern.subspan(1), text) ||
                   (!text.empty() && match_segment(pattern, text.substr(1)));
        }
        return !text.empty() && match_character(pattern[0], text[0]) &&
               match_segment(pattern.subspan(1), text.substr(1));
    }

    [[nodiscard]] bool match_character(const GlobToken& token, char32_t c) const {
        switch (token.kind) {
            case Kind::Character:
                return token.character == c;
            case Kind::Set:
                return pattern_.sets[token.target].contains(c);
            default:
                return true;
        }
    }

    GlobTokens pattern_;
    CaseSensitivity sensitivity_;
    std::vector<std::vector<Segment>> alternatives_;
};

/// Short texts over few pieces, so that they meet.
std::string random_text(std::mt19937& random, std::span<const std::string_view> pieces, std::size_t longest) {
    std::string text;
    for (std::size_t count = random() % (longest + 1); count > 0; --count) {
        text += pieces[random() % pieces.size()];
    }
    return text;
}

constexpr std::string_view kPatternPieces[] = {"a",  "b",  "A",    "/",     "/",    "*",     "*",     "**",
                                               "**", "?",  "[ab]", "[!a]",  "{",    ",",     "}",     "{a,",
                                               "b}", "é",  "/**/", "**/",   "/**",  "{,",    "{/,",   "/}",
                                               ".",  "ab", "*.b",  "**/ab", "[A-]", "{b,*}", "{**,a}"};
constexpr std::string_view kTextPieces[] = {"a", "b",    "a", "b",  "A",  "/",   "/",
                                            "é", "\xC3", ".", "ab", ".b", "/ab/"};

void compare(unsigned seed, CaseSensitivity sensitivity, int patterns, int texts) {
    std::mt19937 random(seed);
    int matched = 0;
    for (int i = 0; i < patterns; ++i) {
        const std::string pattern = random_text(random, kPatternPieces, 7);
        const Result<Glob> glob = Glob::parse(pattern, sensitivity);
        if (!glob.ok()) {
            continue;
        }
        const NaiveGlob naive(pattern, sensitivity);
        for (int j = 0; j < texts; ++j) {
            const std::string text = random_text(random, kTextPieces, 6);
            const bool expected = naive.matches(text);
            ASSERT_EQ(glob.value().matches(text), expected) << "pattern " << pattern << ", text " << text;
            matched += expected ? 1 : 0;
        }
    }
    EXPECT_GT(matched, patterns / 4) << "the texts hardly ever match: the comparison says little";
}

TEST(GlobDifferential, AgreesWithTheNaiveMatcher) {
    compare(1, CaseSensitivity::Sensitive, 30'000, 12);
}

TEST(GlobDifferential, AgreesWithTheNaiveMatcherWhereCaseDoesNotMatter) {
    compare(2, CaseSensitivity::Insensitive, 10'000, 12);
}

}  // namespace
}  // namespace wee
