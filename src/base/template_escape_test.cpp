#include "base/template_escape.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(JsonEscaped, FitsInsideTheQuotes) {
    EXPECT_EQ(json_escaped("plain \u00e4\u20ac / '"), "plain \u00e4\u20ac / '");
    EXPECT_EQ(json_escaped(R"(C:\a "b")"), R"(C:\\a \"b\")");
    EXPECT_EQ(json_escaped("\b\f\n\r\t\x01\x1f\x7f"), R"(\b\f\n\r\t\u0001\u001f\u007f)");
    EXPECT_EQ(json_escaped(std::string("a\0b", 3)), R"(a\u0000b)");
    EXPECT_EQ(json_escaped(""), "");
}

TEST(JsonEscaped, ShowsBytesThatAreNoUtf8AsText) {
    EXPECT_EQ(json_escaped("a\xff\"\xc3"), R"(a\\xff\"\\xc3)");
}

TEST(UrlEscaped, KeepsOnlyWhatIsUnreserved) {
    EXPECT_EQ(url_escaped("AZaz09-._~"), "AZaz09-._~");
    EXPECT_EQ(url_escaped("/a b&c=d%?#+"), "%2Fa%20b%26c%3Dd%25%3F%23%2B");
    EXPECT_EQ(url_escaped("\u00e4\xff\n"), "%C3%A4%FF%0A");
    EXPECT_EQ(url_escaped(std::string(1, '\0')), "%00");
}

}  // namespace
}  // namespace wee
