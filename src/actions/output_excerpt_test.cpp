#include "actions/output_excerpt.h"

#include <string>

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(OutputExcerpt, TakesTheFirstOrTheLastLineWithoutItsEnd) {
    EXPECT_EQ(first_line("one\r\ntwo\n"), "one");
    EXPECT_EQ(last_line("one\ntwo\r\n\n"), "two");
    EXPECT_EQ(first_line(""), "");
    EXPECT_EQ(first_line("\nlater"), "");
    EXPECT_EQ(last_line("\n\n"), "");
    EXPECT_EQ(first_line("alone"), "alone");
    EXPECT_EQ(last_line("alone"), "alone");
}

TEST(OutputExcerpt, CutsALongLineAfter200Bytes) {
    EXPECT_EQ(first_line(std::string(200, 'x')), std::string(200, 'x'));
    EXPECT_EQ(first_line(std::string(201, 'x')), std::string(200, 'x'));
    EXPECT_EQ(last_line("one\n" + std::string(1000, 'x')), std::string(200, 'x'));
}

TEST(OutputExcerpt, NeverCutsWithinACharacter) {
    for (const std::string character : {"\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
        for (std::size_t before = 190; before <= 201; ++before) {
            const std::string kept(first_line(std::string(before, 'x') + character + "after and after"));
            EXPECT_LE(kept.size(), 200U);
            EXPECT_GT(kept.size(), 196U);
            const bool is_whole = before + character.size() <= 200
                                      ? kept.find(character) != std::string::npos
                                      : kept.find_first_not_of('x') == std::string::npos &&
                                            kept.size() == std::min<std::size_t>(before, 200);
            EXPECT_TRUE(is_whole) << before << ": " << kept;
        }
    }
}

TEST(OutputExcerpt, CutsBytesThatAreNoTextAnywhere) {
    EXPECT_EQ(first_line(std::string(1000, '\x80')).size(), 200U);
}

}  // namespace
}  // namespace wee
