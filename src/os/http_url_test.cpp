#include "os/http_url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wee {
namespace {

using testing::HasSubstr;

std::string fault_of(std::string_view url) {
    const Result<HttpUrl> parsed = parse_http_url(url);
    return parsed ? std::string() : parsed.error().message();
}

TEST(HttpUrl, KnowsWhereAUrlLeads) {
    EXPECT_EQ(parse_http_url("https://Example.COM./a?b#c").value(), (HttpUrl{"https", "example.com", 443}));
    EXPECT_EQ(parse_http_url("HTTP://user:pass%40word@[2001:DB8::1]:8080").value(),
              (HttpUrl{"http", "[2001:db8::1]", 8080}));
    EXPECT_EQ(parse_http_url("http://a.example?x=http://b.example/").value().host, "a.example");
    EXPECT_EQ(parse_http_url("https://m\xc3\xbcller.example/").value().host, "m\xc3\xbcller.example");
}

TEST(HttpUrl, NamesTheHostWithAPortThatIsNotTheUsualOne) {
    EXPECT_EQ(parse_http_url("https://a.example:443/").value().host_text(), "a.example");
    EXPECT_EQ(parse_http_url("http://a.example:443/").value().host_text(), "a.example:443");
}

TEST(HttpUrl, SaysWhatIsWrong) {
    EXPECT_THAT(fault_of("example.com/hook"), HasSubstr("has no scheme; write https:// or http:// in front"));
    EXPECT_THAT(fault_of("/hook?to=http://a.example"), HasSubstr("has no scheme"));
    EXPECT_THAT(fault_of("ftp://a.example"), HasSubstr("not \"ftp\""));
    EXPECT_THAT(fault_of("https:///path"), HasSubstr("has no host"));
    EXPECT_THAT(fault_of("https://a.example/a b"), HasSubstr("%20"));
    EXPECT_THAT(fault_of("https://a.example\\b"), HasSubstr("backslash"));
    EXPECT_THAT(fault_of("https://a.example:70000/"), HasSubstr("as in :8080"));
    EXPECT_THAT(fault_of("https://a@b@c/"), HasSubstr("percent-encoded"));
    EXPECT_NE(fault_of("http://[::1"), "");
    EXPECT_NE(fault_of("http://a%2eb/"), "");
}

TEST(HttpUrl, EncodesWhatIsBeyondAscii) {
    EXPECT_EQ(to_ascii_url("https://m\xc3\xbc.example/\xc3\xbc?%20\xff"),
              "https://m\xc3\xbc.example/%C3%BC?%20%FF");
    EXPECT_EQ(to_ascii_url("https://a.example"), "https://a.example");
}

}  // namespace
}  // namespace wee
