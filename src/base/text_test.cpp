#include "base/text.h"

#include <array>

#include <gtest/gtest.h>

namespace wee {
namespace {

using namespace std::string_view_literals;

constexpr std::array kWellFormed = {""sv,
                                    "plain"sv,
                                    "\0"sv,
                                    "gr\u00fc\u00df"sv,
                                    "\u20ac"sv,
                                    "\xf0\x9f\x98\x80"sv,
                                    "\xf4\x8f\xbf\xbf"sv,
                                    "\xed\x9f\xbf"sv,
                                    "\xee\x80\x80"sv};

struct Malformed {
    std::string_view bytes;
    std::string_view shown;
};
constexpr std::array kMalformed = {
    Malformed{"\xff"sv, "\\xff"sv},
    Malformed{"a\x80z"sv, "a\\x80z"sv},                         // continuation without a beginning
    Malformed{"\xc3"sv, "\\xc3"sv},                             // cut off
    Malformed{"\xe2\x82"sv, "\\xe2\\x82"sv},                    // cut off
    Malformed{"\xe2\x82z"sv, "\\xe2\\x82z"sv},                  // broken off
    Malformed{"\xc0\xaf"sv, "\\xc0\\xaf"sv},                    // overlong '/'
    Malformed{"\xe0\x80\xaf"sv, "\\xe0\\x80\\xaf"sv},           // overlong '/'
    Malformed{"\xf0\x80\x80\xaf"sv, "\\xf0\\x80\\x80\\xaf"sv},  // overlong '/'
    Malformed{"\xed\xa0\x80"sv, "\\xed\\xa0\\x80"sv},           // surrogate
    Malformed{"\xf4\x90\x80\x80"sv, "\\xf4\\x90\\x80\\x80"sv},  // beyond U+10FFFF
    Malformed{"\xe4\xf6\xfc.txt"sv, "\\xe4\\xf6\\xfc.txt"sv},   // Latin-1
};

TEST(Text, KnowsWellFormedUtf8) {
    for (const std::string_view text : kWellFormed) {
        EXPECT_TRUE(is_valid_utf8(text)) << text;
        EXPECT_EQ(to_valid_utf8(text), text);
    }
}

TEST(Text, EscapesEachByteThatIsNoUtf8) {
    for (const Malformed& sample : kMalformed) {
        EXPECT_FALSE(is_valid_utf8(sample.bytes)) << sample.shown;
        EXPECT_EQ(to_valid_utf8(sample.bytes), sample.shown);
        EXPECT_EQ(to_display(sample.bytes), sample.shown);
    }
}

TEST(Text, ReplacesEachByteThatIsNoUtf8) {
    EXPECT_EQ(replace_invalid_utf8("été €😀"), "été €😀");
    EXPECT_EQ(replace_invalid_utf8("caf\xE9.txt"), "caf\uFFFD.txt");
    EXPECT_EQ(replace_invalid_utf8("\xE2\x82"), "\uFFFD\uFFFD");
}

TEST(Text, EveryPairOfBytesBecomesValid) {
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string bytes = {static_cast<char>(first), static_cast<char>(second)};
            EXPECT_TRUE(is_valid_utf8(to_valid_utf8(bytes)));
            EXPECT_TRUE(is_valid_utf8(to_display(bytes)));
            EXPECT_TRUE(is_valid_utf8(replace_invalid_utf8(bytes)));
        }
    }
}

TEST(Text, ValidUtf8KeepsControlCharacters) {
    EXPECT_EQ(to_valid_utf8("a\n\x1b[0m"), "a\n\x1b[0m");
}

TEST(Text, DisplayIsOneHarmlessLine) {
    EXPECT_EQ(to_display("a\nb\tc\r"), "a\\nb\\tc\\r");
    EXPECT_EQ(to_display("\x1b[31mred"), "\\x1b[31mred");
    EXPECT_EQ(to_display("\0\x7f"sv), "\\x00\\x7f");
    EXPECT_EQ(to_display("\u009b31m"), "\\xc2\\x9b31m");               // the one-character escape sequence
    EXPECT_EQ(to_display("\u202egpj.exe"), "\\xe2\\x80\\xaegpj.exe");  // would show as "exe.jpg"
    EXPECT_EQ(to_display("\u2028"), "\\xe2\\x80\\xa8");
    EXPECT_EQ(to_display("gr\u00fc\u00df \u20ac \\ \""), "gr\u00fc\u00df \u20ac \\ \"");
}

TEST(Text, LowersAsciiAlone) {
    EXPECT_EQ(to_lower_ascii("AbZ[\u00c4]9"), "abz[\u00c4]9");
}

TEST(NearestWord, FindsTheSlip) {
    constexpr std::array<std::string_view, 4> kKeys = {"path", "paths", "pattern", "recursive"};
    EXPECT_EQ(nearest_word("patern", kKeys), "pattern");
    EXPECT_EQ(nearest_word("recrusive", kKeys), "recursive");  // neighbours swapped
    EXPECT_EQ(nearest_word("pathes", kKeys), "paths");
    EXPECT_EQ(nearest_word("apth", kKeys), "path");
    EXPECT_EQ(nearest_word("Recursive", kKeys), "recursive");
    EXPECT_EQ(nearest_word("RECURSIVE", kKeys), "recursive");
    EXPECT_EQ(nearest_word("path", kKeys), "path");
}

TEST(NearestWord, SaysNothingRatherThanNonsense) {
    constexpr std::array<std::string_view, 3> kKeys = {"path", "enabled", "x"};
    EXPECT_EQ(nearest_word("frequency", kKeys), "");
    EXPECT_EQ(nearest_word("pxyh", kKeys), "");
    EXPECT_EQ(nearest_word("", kKeys), "");
    EXPECT_EQ(nearest_word("path", {}), "");
}

TEST(NearestWord, IsQuickForAnAbsurdWord) {
    constexpr std::array<std::string_view, 2> kKeys = {"path", "enabled"};
    EXPECT_EQ(nearest_word(std::string(1'000'000, 'p'), kKeys), "");
}

TEST(QuoteForDisplay, EscapesQuotesBackslashesAndControls) {
    EXPECT_EQ(quote_for_display("a \"b\" \\ \n"), R"("a \"b\" \\ \n")");
    EXPECT_EQ(quote_for_display(""), R"("")");
}

}  // namespace
}  // namespace wee
