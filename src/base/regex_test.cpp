#include "base/regex.h"

#include <array>
#include <chrono>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace wee {
namespace {

using namespace std::string_view_literals;

Regex regex(std::string_view pattern, CaseSensitivity sensitivity = CaseSensitivity::Sensitive) {
    Result<Regex> parsed = Regex::parse(pattern, sensitivity);
    if (!parsed.ok()) {
        throw std::runtime_error(std::string(pattern) + ": " + parsed.error().message());
    }
    return std::move(parsed).value();
}

bool matches(std::string_view pattern, std::string_view text,
             CaseSensitivity sensitivity = CaseSensitivity::Sensitive) {
    return regex(pattern, sensitivity).matches_part_of(text);
}

TEST(Regex, FindsAPatternAnywhereInTheText) {
    EXPECT_TRUE(matches("b+", "abbbc"));
    EXPECT_TRUE(matches("(error|warning): .*disk", "12:00 error: no room on disk 3"));
    EXPECT_FALSE(matches("(error|warning): .*disk", "12:00 note: no room on disk 3"));
    EXPECT_TRUE(matches("", ""));
    EXPECT_FALSE(matches("a", ""));
}

TEST(Regex, AnchorsStandForTheEndsOfTheText) {
    EXPECT_TRUE(matches("^abc$", "abc"));
    EXPECT_FALSE(matches("^abc$", "abcd"));
    EXPECT_FALSE(matches("^abc$", "x\nabc\ny"));
    EXPECT_TRUE(matches("(?m)^abc$", "x\nabc\ny"));
}

TEST(Regex, DotStopsAtALineFeedUnlessToldOtherwise) {
    EXPECT_FALSE(matches("a.b", "a\nb"));
    EXPECT_TRUE(matches("(?s)a.b", "a\nb"));
}

TEST(Regex, CaseCountsUnlessToldOtherwise) {
    EXPECT_FALSE(matches("readme", "ReadMe.txt"));
    EXPECT_TRUE(matches("readme", "ReadMe.txt", CaseSensitivity::Insensitive));
    EXPECT_TRUE(matches("(?i)readme", "ReadMe.txt"));
    EXPECT_TRUE(matches("été", "ÉTÉ", CaseSensitivity::Insensitive));
    EXPECT_FALSE(matches("été", "ÉTÉ"));
}

TEST(Regex, RemembersWhatItWasMadeFrom) {
    const Regex pattern = regex("A(b)", CaseSensitivity::Insensitive);
    EXPECT_EQ(pattern.pattern(), "A(b)");
    EXPECT_EQ(pattern.sensitivity(), CaseSensitivity::Insensitive);
    EXPECT_EQ(regex("a").sensitivity(), CaseSensitivity::Sensitive);
}

TEST(Regex, TakesACharacterForOneHoweverManyBytesItHas) {
    EXPECT_TRUE(matches("^.$", "é"));
    EXPECT_TRUE(matches("^.{3}$", "a€😀"));
    EXPECT_TRUE(matches("^[^a]$", "😀"));
    EXPECT_TRUE(matches("^\\pL+$", "Größe"));
}

TEST(Regex, TakesNulForACharacterLikeOthers) {
    EXPECT_TRUE(matches("b$", "a\0b"sv));
    EXPECT_TRUE(matches("^a.b$", "a\0b"sv));
    EXPECT_TRUE(matches("a\\x00b", "a\0b"sv));
    EXPECT_TRUE(matches("a\0b"sv, "a\0b"sv));
    EXPECT_FALSE(matches("a\0b"sv, "a"));
}

TEST(Regex, TakesAByteThatIsNotUtf8ForOneUnknownCharacter) {
    EXPECT_TRUE(matches("\\.txt$", "caf\xE9.txt"));
    EXPECT_TRUE(matches("^caf.*\\.txt$", "caf\xE9.txt"));
    EXPECT_TRUE(matches("^caf.\\.txt$", "caf\xE9.txt"));
    EXPECT_TRUE(matches("^caf[^e]\\.txt$", "caf\xE9.txt"));
    EXPECT_TRUE(matches("^..$", "\xE2\x82"));  // the beginning of a character, cut off
    EXPECT_TRUE(matches("^é.$", "é\xFF"));     // valid characters beside it stay what they are
    EXPECT_TRUE(matches("\\x{FFFD}", "\x80"));
    EXPECT_FALSE(matches("é", "caf\xE9.txt"));  // no guess at an encoding
    EXPECT_FALSE(matches("caf\\w", "caf\xE9.txt"));
}

struct Mistake {
    std::string_view pattern;
    std::string_view sentence;
};

void PrintTo(const Mistake& mistake, std::ostream* out) {  // NOLINT(readability-identifier-naming)
    *out << mistake.pattern;
}

class RegexMistake : public testing::TestWithParam<Mistake> {};

TEST_P(RegexMistake, IsExplainedWithItsPlace) {
    const Result<Regex> parsed = Regex::parse(GetParam().pattern);
    ASSERT_FALSE(parsed.ok());
    const std::string& message = parsed.error().message();
    EXPECT_TRUE(message.starts_with(GetParam().sentence)) << message;
}

INSTANTIATE_TEST_SUITE_P(
    All, RegexMistake,
    testing::Values(Mistake{"ab(c", "column 3: the group that '(' opens here has no ')'"},
                    Mistake{"(a)\\((b[(]", "column 6: the group that '(' opens here has no ')'"},
                    Mistake{"\\Q(\\E(", "column 6: the group that '(' opens here has no ')'"},
                    Mistake{"(ab))", "column 5: this ')' closes no group"},
                    Mistake{"é)", "column 2: this ')' closes no group"},
                    Mistake{"ab[c-d", "column 3: the set that '[' opens here has no ']'"},
                    Mistake{"a[z-a]", "column 3: the range 'z-a' is reversed"},
                    Mistake{"[[:letter:]]", "column 2: there is no class of characters '[:letter:]'"},
                    Mistake{"x\\p{Klingon}", "column 2: there is no class of characters '\\p{Klingon}'"},
                    Mistake{"\\\\y\\y", "column 4: '\\y' is no escape sequence"},
                    Mistake{"C:\\Users", "column 3: '\\U' is no escape sequence; write '\\\\'"},
                    Mistake{"(a)\\1", "column 4: '\\1' refers back to a group"},
                    Mistake{"a\\", "column 2: the '\\' at the end escapes nothing"},
                    Mistake{"*.txt", "column 1: '*' has nothing to repeat"},
                    Mistake{"a|{2}", "column 3: '{2}' has nothing to repeat"},
                    Mistake{"a{1001}", "column 2: '{1001}' repeats too often"},
                    Mistake{"a{3,2}", "column 2: '{3,2}' repeats too often"},
                    Mistake{"(a{1000}){1000}", "column 10: '{1000}' repeats too often"},
                    Mistake{"a**", "column 2: '**' repeats a repetition"},
                    Mistake{"a(?=b)", "column 2: '(?=' looks ahead or behind"},
                    Mistake{"(?<name>b)", "column 1: '(?<' looks ahead or behind"},
                    Mistake{"(?>b)", "column 1: '(?>' is no kind of group"},
                    Mistake{"(?P<a-b>x)", "column 1: '(?P<a-b>' is no name for a group"},
                    Mistake{"x(?P<a", "column 2: '(?P<a' is no name for a group"},
                    Mistake{"é\xFFz", "column 2: the pattern is not UTF-8"}));

std::string literal_of(std::string_view pattern, CaseSensitivity sensitivity = CaseSensitivity::Sensitive) {
    return regex(pattern, sensitivity).required_literal();
}

TEST(Regex, NamesATextThatNoMatchIsWithout) {
    EXPECT_EQ(literal_of("^report-[0-9]+\\.Final\\.pdf$"), ".final.pdf");
    EXPECT_EQ(literal_of("(one|two).*disks"), "disks");
    EXPECT_EQ(literal_of("(error|warning)"), "");
    EXPECT_EQ(literal_of("(report)?"), "");
    EXPECT_EQ(literal_of("(report)+"), "report");
    EXPECT_EQ(literal_of("ab"), "");
    EXPECT_EQ(literal_of(""), "");
    EXPECT_EQ(literal_of("Rapport d'été"), "rapport d'");
}

TEST(Regex, NamesNoTextThatUnicodeSpellsInOtherWays) {
    EXPECT_TRUE(matches("make", "MA\u212AE", CaseSensitivity::Insensitive));  // the sign for kelvin
    EXPECT_EQ(literal_of("make", CaseSensitivity::Insensitive), "");
    EXPECT_EQ(literal_of("(?i)fakename"), "ename");
    EXPECT_EQ(literal_of("ma\\x{212A}ename"), "ename");
    EXPECT_EQ(literal_of("README", CaseSensitivity::Insensitive), "readme");
}

TEST(Regex, NeverMatchesWithoutTheTextThatItNames) {
    constexpr std::array kPieces{"abc", "ABC", "k",  "s",  "é", "\u212A", "(",    ")",    "|",   "*",   "+",
                                 "?",   ".",   "^a", "z$", "b", "(?i)",   "(?:k", "[ks]", "\\w", "\\pL"};
    constexpr std::array kTexts{"abc", "ABC", "k", "S", "é", "É", "\u212A", "\u017F", "a", "z", "b", "\xFF"};
    std::mt19937 random(20220601);
    const auto concatenate = [&random](const auto& parts) {
        std::string text;
        for (std::size_t i = random() % 6 + 1; i > 0; --i) {
            text += parts[random() % parts.size()];
        }
        return text;
    };
    int checked = 0;
    for (int i = 0; i < 1000; ++i) {
        const Result<Regex> parsed =
            Regex::parse(concatenate(kPieces), static_cast<CaseSensitivity>(random() % 2));
        for (int j = 0; parsed.ok() && !parsed.value().required_literal().empty() && j < 50; ++j) {
            const std::string text = concatenate(kTexts);
            if (parsed.value().matches_part_of(text)) {
                ++checked;
                EXPECT_THAT(to_lower_ascii(text), testing::HasSubstr(parsed.value().required_literal()))
                    << parsed.value().pattern();
            }
        }
    }
    EXPECT_GT(checked, 50);
}

TEST(Regex, RefusesWhatWouldTakeTooMuchMemory) {
    for (const std::string_view pattern : {"[\\pL\\pN]{1000}", "(.{1,1000}x|a.{0,999}y)"}) {
        const Result<Regex> parsed = Regex::parse(pattern);
        ASSERT_FALSE(parsed.ok()) << pattern;
        EXPECT_EQ(parsed.error().message(),
                  "the pattern is too large once compiled; repeat less, or write it as several patterns");
    }
    EXPECT_TRUE(Regex::parse(".{1000}").ok());
}

TEST(Regex, RefusesALongPatternBeforeReadingIt) {
    EXPECT_TRUE(Regex::parse(std::string(Regex::kMaximumPatternBytes, 'a')).ok());
    const Result<Regex> parsed = Regex::parse(std::string(Regex::kMaximumPatternBytes + 1, '('));
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(parsed.error().message(),
              "the pattern is longer than 4096 bytes; write it as several patterns");
}

TEST(Regex, TakesGroupsNestedToAnyDepth) {
    constexpr std::size_t kDepth = Regex::kMaximumPatternBytes / 2;
    EXPECT_TRUE(matches(std::string(kDepth, '(') + std::string(kDepth, ')'), "a"));
    EXPECT_FALSE(Regex::parse(std::string(kDepth, '(')).ok());
}

TEST(Regex, StaysLinearWhateverThePattern) {
    std::string text(100'000, 'a');
    text.back() = '!';
    const auto started = std::chrono::steady_clock::now();
    EXPECT_FALSE(matches("(a+)+$", text));
    EXPECT_FALSE(matches("^(a|aa)+$", text));
    EXPECT_FALSE(matches("(a*)*b", text));
    EXPECT_FALSE(matches("(.*)(.*)(.*)(.*)(.*)[^a!]", text));
    EXPECT_TRUE(matches("(a|b)*a(a|b){12}", text));
    // Milliseconds in truth; anything worse than linear would not end on this day.
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20));
}

TEST(Regex, MayBeUsedByManyThreadsAtOnce) {
    const Regex pattern = regex("[0-9]+ms$");
    std::vector<std::thread> threads;
    std::vector<int> found(4);
    for (int& count : found) {
        threads.emplace_back([&count, &pattern] {
            for (int i = 0; i < 1000; ++i) {
                count += pattern.matches_part_of("took " + std::to_string(i) + "ms") ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(found, std::vector<int>(4, 1000));
}

}  // namespace
}  // namespace wee
