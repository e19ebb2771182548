#include "rules/path_parts.h"

#include <string>

#include <gtest/gtest.h>

#include "rules/gram_filter.h"
#include "rules/lower_case.h"

namespace wee {
namespace {

TEST(PathParts, SplitsAtTheLastSeparator) {
    const PathParts path("/srv/data/a.tar.gz");
    EXPECT_EQ(path.directory, "/srv/data/");
    EXPECT_EQ(path.parent(), "data");
    EXPECT_EQ(path.name, "a.tar.gz");
    EXPECT_EQ(path.extension, "gz");
    EXPECT_EQ(PathParts("/a").parent(), "");
    EXPECT_EQ(PathParts("a").directory, "");
    EXPECT_EQ(PathParts("/a.b/").name, "");
    EXPECT_FALSE(PathParts("/a.b/c").extension.has_value());
    EXPECT_EQ(PathParts("/c.").extension, "");
}

TEST(FindLast, AgreesWithRfindAtEveryPlaceAndLength) {
    for (std::size_t size = 0; size < 40; ++size) {
        for (std::size_t at = 0; at <= size; ++at) {
            for (const char near : {'.', '/', '0', '\xAF', '\0'}) {
                std::string text(size, 'x');
                text.replace(0, at / 2, at / 2, '/');
                if (at < size) {
                    text[at] = '/';
                }
                if (at + 1 < size) {
                    text[at + 1] = near;
                }
                EXPECT_EQ(find_last(text, '/'), text.rfind('/')) << text;
            }
        }
    }
}

TEST(LowerCase, FoldsAsciiLettersOnly) {
    std::string bytes;
    std::string expected;
    for (int byte = 0; byte < 256; ++byte) {
        bytes += static_cast<char>(byte);
        expected += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : static_cast<char>(byte);
    }
    for (std::size_t begin = 0; begin < 10; ++begin) {
        EXPECT_EQ(LowerCase<64>(bytes.substr(begin)).text(), expected.substr(begin));
    }
    EXPECT_EQ(LowerCase<8>("").text(), "");
}

TEST(GramFilter, FindsEveryGramAndLittleElse) {
    std::vector<GramFilter<4>::Gram> grams;
    for (int i = 1'000; i < 5'000; ++i) {
        grams.push_back(GramFilter<4>::gram_at(std::to_string(i).c_str()));
    }
    const GramFilter<4> filter(grams);
    std::vector<std::size_t> found;
    filter.scan("x1000-4999", [&](std::size_t position) { found.push_back(position); });
    EXPECT_NE(std::ranges::find(found, 1U), found.end());
    EXPECT_NE(std::ranges::find(found, 6U), found.end());

    std::string others;
    for (int i = 0; i < 10'000; ++i) {
        others += static_cast<char>('a' + i * i % 23);
    }
    std::size_t mistaken = 0;
    filter.scan(others, [&](std::size_t) { ++mistaken; });
    EXPECT_LT(mistaken, 1'000U);
    EXPECT_TRUE(GramFilter<4>().empty());
}

}  // namespace
}  // namespace wee
