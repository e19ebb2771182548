#include "sources/desktop/linux/x11_text.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(X11Text, Latin1) {
    EXPECT_EQ(latin1_to_utf8("M\xFCller \xA9"), "Müller ©");
}

TEST(X11Text, CompoundTextOfOneCharacterSet) {
    EXPECT_EQ(compound_text_to_utf8("M\xFCller"), "Müller");
    EXPECT_EQ(compound_text_to_utf8("a\x1B-A\xE9"), "aé");
    EXPECT_EQ(compound_text_to_utf8("a\x1B%G\xC5\x81\xC3\xB3\x1B%@\xE9"), "aŁóé");
}

TEST(X11Text, OtherCharacterSetsAreReplaced) {
    EXPECT_EQ(compound_text_to_utf8("a\x1B-B\xE9z"), "a\uFFFDz");
    EXPECT_EQ(compound_text_to_utf8("\x1B$(B$\"\x1B(Bz"), "\uFFFD\uFFFDz");
    EXPECT_EQ(compound_text_to_utf8("\x1B%/1\x80\x84"
                                    "abcdz"),
              "\uFFFDz");
    EXPECT_EQ(compound_text_to_utf8("\x9B\x31]ab"), "ab");
}

TEST(X11Text, WhatIsCutOffDoesNoHarm) {
    for (const std::string_view whole :
         {"a\x1B%G\xC5\x81\x1B%@", "a\x1B$(B$\"", "a\x1B%/1\x80\x84", "a\x9B\x31]"}) {
        for (std::size_t length = 0; length <= whole.size(); ++length) {
            EXPECT_EQ(compound_text_to_utf8(whole.substr(0, length)).substr(0, 1),
                      whole.substr(0, length ? 1 : 0));
        }
    }
}

}  // namespace
}  // namespace wee
