#include "sources/desktop/window_text.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace wee {
namespace {

TEST(WindowText, SoundTextsStayAsTheyAre) {
    EXPECT_EQ(clean_window_text(""), "");
    EXPECT_EQ(clean_window_text("Inbox (3) \u2013 M\u00fcller \U0001F600\n"),
              "Inbox (3) \u2013 M\u00fcller \U0001F600\n");
}

TEST(WindowText, EndsAtItsFirstNul) {
    EXPECT_EQ(clean_window_text(std::string_view("a\0b", 3)), "a");
}

TEST(WindowText, BytesThatAreNoUtf8AreReplaced) {
    EXPECT_EQ(clean_window_text("M\xFCller"), "M\uFFFDller");
}

TEST(WindowText, IsCutBetweenTwoCharacters) {
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string title(shift, 'x');
        while (title.size() < 1'000'000) {
            title += "\U0001F600";
        }
        const std::string text = clean_window_text(title);
        EXPECT_TRUE(is_valid_utf8(text));
        EXPECT_EQ(text.find("\uFFFD"), std::string::npos);
        EXPECT_LE(text.size(), kMaximumWindowTextBytes);
        EXPECT_GT(text.size(), kMaximumWindowTextBytes - 4);
    }
}

TEST(WindowText, ReplacedBytesDoNotMakeItLonger) {
    const std::string text = clean_window_text(std::string(1'000'000, '\xFF'));
    EXPECT_LE(text.size(), kMaximumWindowTextBytes);
    EXPECT_TRUE(is_valid_utf8(text));
    EXPECT_LE(clean_window_text(std::string(1'000'000, '\x80')).size(), kMaximumWindowTextBytes);
}

}  // namespace
}  // namespace wee
