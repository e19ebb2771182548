#include "base/glob.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/glob_shape.h"

namespace wee {
namespace {

Glob glob(std::string_view pattern, CaseSensitivity sensitivity = CaseSensitivity::Sensitive) {
    Result<Glob> parsed = Glob::parse(pattern, sensitivity);
    if (!parsed.ok()) {
        throw std::runtime_error(std::string(pattern) + ": " + parsed.error().message());
    }
    return std::move(parsed).value();
}

struct DialectCase {
    std::string_view pattern;
    std::vector<std::string_view> matching;
    std::vector<std::string_view> others;
};

void PrintTo(const DialectCase& dialect_case, std::ostream* out) {  // NOLINT(readability-identifier-naming)
    *out << dialect_case.pattern;
}

class GlobDialect : public testing::TestWithParam<DialectCase> {};

TEST_P(GlobDialect, MatchesWhatTheTableSays) {
    const Glob pattern = glob(GetParam().pattern);
    for (const std::string_view text : GetParam().matching) {
        EXPECT_TRUE(pattern.matches(text)) << GetParam().pattern << " must match " << text;
    }
    for (const std::string_view text : GetParam().others) {
        EXPECT_FALSE(pattern.matches(text)) << GetParam().pattern << " must not match " << text;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Plain, GlobDialect,
    testing::Values(DialectCase{"", {""}, {"a", "/"}},
                    DialectCase{"abc", {"abc"}, {"ab", "abcd", "ABC", "a/abc"}},
                    DialectCase{"/etc/hosts", {"/etc/hosts"}, {"etc/hosts", "/etc/hosts/"}},
                    DialectCase{"a\\*b", {"a*b"}, {"a\\*b", "axb"}},
                    DialectCase{"\\{a,b\\}", {"{a,b}"}, {"a", "b"}}, DialectCase{"a}b,c]", {"a}b,c]"}, {"a"}},
                    DialectCase{"{a}", {"{a}"}, {"a"}},
                    DialectCase{"{7B-F}.dat", {"{7B-F}.dat"}, {"7B-F.dat"}}, DialectCase{"{}", {"{}"}, {""}},
                    DialectCase{"!a", {"!a"}, {"b"}}, DialectCase{"@(a|b)", {"@(a|b)"}, {"a", "b"}}));

INSTANTIATE_TEST_SUITE_P(
    Star, GlobDialect,
    testing::Values(DialectCase{"*", {"", "a", ".hidden", "a\nb", "\xFF"}, {"a/b", "/"}},
                    DialectCase{"*.txt", {"a.txt", ".txt", "a.b.txt"}, {"a.txt.bak", "d/a.txt", "txt"}},
                    DialectCase{"report*", {"report", "report-1"}, {"my report", "report/1"}},
                    DialectCase{"a*b*c", {"abc", "axbxc", "abbc"}, {"ab", "axc", "ab/c"}},
                    DialectCase{"*tmp*", {"tmp", "a.tmp.b"}, {"tm", "tmp/x"}},
                    DialectCase{"ab*ba", {"abba", "abxba"}, {"aba", "ab"}},
                    DialectCase{"a*b*c*d*e", {"abcde", "a1b2c3d4e"}, {"abcd", "a/bcde"}},
                    DialectCase{"***", {"a", ""}, {"a/b"}},
                    DialectCase{"a**b", {"ab", "axb"}, {"a/b", "ax/yb"}},
                    DialectCase{"src/*.c", {"src/a.c"}, {"a.c", "src/x/a.c", "/src/a.c"}},
                    DialectCase{"*/b", {"a/b", "/b"}, {"b", "a/a/b"}}));

INSTANTIATE_TEST_SUITE_P(
    Globstar, GlobDialect,
    testing::Values(
        DialectCase{"**", {"", "a", "a/b", "/a", "a/"}, {}},
        DialectCase{"**/x", {"x", "/x", "a/x", "a/b/x"}, {"ax", "x/a", "a/bx", "x/"}},
        DialectCase{"**/*.txt", {"a.txt", "/home/u/a.txt"}, {"a.txt/b"}},
        DialectCase{"a/**", {"a", "a/", "a/b", "a/b/c"}, {"b", "ab", "b/a"}},
        DialectCase{"*/**", {"a/", "a/b", "a/b/c", "/a"}, {"a"}}, DialectCase{"/**", {"/", "/a"}, {"", "a"}},
        DialectCase{"a/**/b", {"a/b", "a/x/b", "a/x/y/b"}, {"ab", "a/xb", "a/b/c", "x/a/b"}},
        DialectCase{"**/a/**", {"a", "a/b", "x/a", "x/a/b", "/x/a/y/z"}, {"x", "xa", "ax/b"}},
        DialectCase{"**/**", {"", "a", "a/b"}, {}}, DialectCase{"a/**/**", {"a", "a/b/c"}, {"ab"}},
        DialectCase{"a/**/b/**/c", {"a/b/c", "a/x/b/y/c", "a/b/b/c"}, {"a/c", "a/b/xc"}},
        DialectCase{"**/dir/*.ext", {"dir/a.ext", "/x/dir/.ext"}, {"xdir/a.ext", "dir/x/a.ext", "dir.ext"}},
        DialectCase{"a/**/b/*.c", {"a/b/x.c", "a/x/b/x.c"}, {"a/xb/x.c", "a/x.c", "b/x.c"}},
        DialectCase{"a/b/**/b/c", {"a/b/b/c", "a/b/x/b/c"}, {"a/b/c"}},
        DialectCase{"**/x?", {"xy", "a/xy"}, {"x", "axy"}}, DialectCase{"**/", {"", "a/", "/"}, {"a"}}));

INSTANTIATE_TEST_SUITE_P(
    Sets, GlobDialect,
    testing::Values(DialectCase{"?", {"a", "é", "日", "\xFF", "\xC3"}, {"", "/", "ab"}},
                    DialectCase{"??", {"\xC3\x28", "éa"}, {"é"}},
                    DialectCase{"[abc]", {"a", "c"}, {"d", "ab", ""}},
                    DialectCase{"[a-c]x", {"bx"}, {"dx", "-x"}},
                    DialectCase{"[!a]", {"b", "é", "\xFF"}, {"a", "/"}},
                    DialectCase{"[^a-c]", {"d"}, {"b", "/"}}, DialectCase{"[+-9]", {"0", "."}, {"/", "*"}},
                    DialectCase{"[]a]", {"]", "a"}, {"b"}}, DialectCase{"[!]a]", {"b"}, {"]", "a"}},
                    DialectCase{"[a-]", {"a", "-"}, {"b"}}, DialectCase{"[-a]", {"-", "a"}, {"b"}},
                    DialectCase{"[\\]]", {"]"}, {"\\"}}, DialectCase{"[é-ü]", {"ê"}, {"a", "e", "z"}},
                    DialectCase{"[[:digit:]]", {"0", "9"}, {"a", ":", "٣"}},
                    DialectCase{"[[:alpha:]_]", {"a", "Z", "_"}, {"1", "é"}},
                    DialectCase{"[![:space:]]", {"a"}, {" ", "\t", "\v"}},
                    DialectCase{"[[:digit]ab]", {"[ab]", ":ab]"}, {"1"}},
                    DialectCase{"[{,}]", {"{", ",", "}"}, {"a"}}, DialectCase{"[*?]", {"*", "?"}, {"a"}}));

INSTANTIATE_TEST_SUITE_P(
    Braces, GlobDialect,
    testing::Values(DialectCase{"{a,b}", {"a", "b"}, {"", "ab", "{a,b}"}},
                    DialectCase{"*.{jpg,png}", {"x.jpg", "x.png"}, {"x.gif", "x."}},
                    DialectCase{"{a,b{c,d}}", {"a", "bc", "bd"}, {"b", "ac"}},
                    DialectCase{"{a,{b,{c,d}}}e", {"ae", "be", "ce", "de"}, {"e"}},
                    DialectCase{"x{,y}z", {"xz", "xyz"}, {"yz", "xz,"}},
                    DialectCase{"{a/b,c}/d", {"a/b/d", "c/d"}, {"b/d", "a/d"}},
                    DialectCase{"{src,test/**}/*.c", {"src/a.c", "test/a.c", "test/x/y/a.c"}, {"src/x/a.c"}},
                    DialectCase{"{**,x}", {"a/b", "x"}, {}}, DialectCase{"{**/,}a", {"a", "b/a"}, {"ba"}},
                    DialectCase{"a{/**,}", {"a", "a/b/c"}, {"ab"}},
                    DialectCase{"a{/,x}**", {"a", "a/b/c", "axyz"}, {"ax/y", "ab"}},
                    DialectCase{"{a,b/}**", {"ax", "b", "b/x/y"}, {"a/b", "bx"}},
                    DialectCase{"**{/a,b}", {"a", "x/a", "x/y/a", "xb", "b"}, {"x/b", "xa"}},
                    DialectCase{"{a*,b}/**", {"a/x", "b/x", "b"}, {"a"}},
                    DialectCase{"a/**/{b,c}/*.{x,y}", {"a/b/1.x", "a/q/r/c/1.y"}, {"a/d/1.x", "a/b/1.z"}},
                    DialectCase{"{a}{b,c}", {"{a}b", "{a}c"}, {"ab"}},
                    DialectCase{"{a,b}}", {"a}", "b}"}, {"a"}},
                    DialectCase{"{1,2,3,4,5,6,7,8,9,10}", {"1", "10"}, {"11", "0"}}));

TEST(Glob, IgnoresTheCaseOfAsciiWhereTold) {
    const auto matches = [](std::string_view pattern, std::string_view text) {
        return glob(pattern, CaseSensitivity::Insensitive).matches(text);
    };
    EXPECT_TRUE(matches("*.TXT", "a.txt"));
    EXPECT_TRUE(matches("*.txt", "A.TXT"));
    EXPECT_TRUE(matches("**/Temp/*foo*", "/X/tEMP/aFOOb"));
    EXPECT_TRUE(matches("DIR/**", "dir/x"));
    EXPECT_TRUE(matches("[a-c]?[X]", "BéX"));
    EXPECT_TRUE(matches("[a-c]?[X]", "bÉx"));
    EXPECT_TRUE(matches("[[:upper:]]", "a"));
    EXPECT_TRUE(matches("a?{B,C}[z]*d*", "AxbZqDq"));
    EXPECT_FALSE(matches("[!a]", "A"));
    EXPECT_FALSE(matches("É", "é"));
    EXPECT_FALSE(glob("*.txt").matches("a.TXT"));
}

TEST(Glob, SaysWhichColumnIsWrong) {
    const auto message = [](std::string_view pattern) {
        const Result<Glob> parsed = Glob::parse(pattern);
        return parsed.ok() ? std::string("no error") : parsed.error().message();
    };
    using testing::HasSubstr;
    using testing::StartsWith;
    EXPECT_THAT(message("ab["), StartsWith("column 3: the set that '[' opens"));
    EXPECT_THAT(message("éé["), StartsWith("column 3: "));
    EXPECT_THAT(message("[]"), StartsWith("column 1: the set"));
    EXPECT_THAT(message("[a-"), StartsWith("column 1: the set"));
    EXPECT_THAT(message("a{b,{c}"), StartsWith("column 2: the group that '{' opens"));
    EXPECT_THAT(message("a[z-b]"), StartsWith("column 3: the range is the wrong way round"));
    EXPECT_THAT(message("ab\\"), StartsWith("column 3: nothing follows"));
    EXPECT_THAT(message("[ab\\"), StartsWith("column 4: nothing follows"));
    EXPECT_THAT(message("a[b/]"), StartsWith("column 4: a set never matches '/'"));
    EXPECT_THAT(message("[[:spaci:]]"), StartsWith("column 2: there is no class '[:spaci:]'"));
    EXPECT_THAT(message("[[:spaci:]]"), HasSubstr("space"));
    EXPECT_THAT(message("a{1..30}"), StartsWith("column 2: a sequence"));
    EXPECT_THAT(message("{a..z}"), StartsWith("column 1: a sequence"));
    EXPECT_THAT(message("ab\xFFz"), StartsWith("column 3: the pattern is not UTF-8"));
    EXPECT_THAT(message(std::string(5000, 'a')), StartsWith("column 4097: the pattern is too long"));
}

TEST(Glob, TakesThePatternsThatComeNearItsBounds) {
    EXPECT_TRUE(glob(std::string(4096, '?')).matches(std::string(4096, 'x')));
    EXPECT_FALSE(glob(std::string(4096, '?')).matches(std::string(4095, 'x')));
    std::string nested = "x";
    for (int depth = 0; depth < 800; ++depth) {
        nested.insert(0, "{a,");
        nested += "}";
    }
    EXPECT_TRUE(glob(nested).matches("x"));
    EXPECT_FALSE(glob(nested).matches("b"));
    std::string optional_letters;
    for (int i = 0; i < 600; ++i) {
        optional_letters += "{,a}";
    }
    EXPECT_TRUE(glob(optional_letters).matches(std::string(600, 'a')));
    EXPECT_FALSE(glob(optional_letters).matches(std::string(601, 'a')));
}

TEST(Glob, KnowsWhetherItIsMeantForPaths) {
    EXPECT_TRUE(glob("a/*").has_separator());
    EXPECT_TRUE(glob("{a,b/c}").has_separator());
    EXPECT_FALSE(glob("*.txt").has_separator());
    EXPECT_EQ(glob("*.txt").pattern(), "*.txt");
    EXPECT_TRUE(Glob::has_wildcard("a*"));
    EXPECT_TRUE(Glob::has_wildcard("{a,b}"));
    EXPECT_FALSE(Glob::has_wildcard("/var/log/a-b.txt"));
}

TEST(Glob, ShowsItsShapesToAnIndex) {
    ASSERT_EQ(glob("*.{jpg,png}").shapes().size(), 2U);
    const Glob pattern = glob("src/**/test/Pre*.TXT", CaseSensitivity::Insensitive);
    ASSERT_EQ(pattern.shapes().size(), 1U);
    const GlobShape& shape = pattern.shapes().front();
    EXPECT_EQ(shape.name, GlobShape::Name::OneStar);
    EXPECT_TRUE(shape.any_depth);
    EXPECT_EQ(shape.root, "src/");
    EXPECT_EQ(shape.tail, "test/");
    EXPECT_EQ(shape.prefix, "pre");
    EXPECT_EQ(shape.suffix, ".txt");
    EXPECT_TRUE(glob("[ab].txt").shapes().empty());
}

// The time of the quickest of several runs, so that another program on the machine does not decide the test.
std::chrono::nanoseconds quickest_match(const Glob& pattern, const std::string& text) {
    auto quickest = std::chrono::nanoseconds::max();
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        EXPECT_FALSE(pattern.matches(text));
        quickest = std::min<std::chrono::nanoseconds>(quickest, std::chrono::steady_clock::now() - start);
    }
    return quickest;
}

TEST(Glob, CostsNoMoreThanItsLengthSaysWhateverThePattern) {
    const std::string text(100'000, 'a');
    // Back-tracking would take 100,000^6 steps where the simple one takes 100,000. The sets at the end keep
    // the quick looks for plain text from answering.
    const auto simple = quickest_match(glob("?*[bc]"), text);
    EXPECT_LT(quickest_match(glob("*a*a*a*a*a*a*[bc]"), text), 100 * simple);
    EXPECT_LT(quickest_match(glob("**/*{a,aa}*{a,aa}*{a,aa}*{a,aa}*[bc]"), text), 100 * simple);
    EXPECT_LT(quickest_match(glob("*a*a*a*a*a*a*b"), text), 100 * simple);
}

}  // namespace
}  // namespace wee
