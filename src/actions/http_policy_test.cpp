#include "actions/http_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wee {
namespace {

using testing::HasSubstr;

HttpPolicy only(const std::vector<std::string>& entries) {
    HttpPolicy policy;
    policy.allowed.emplace();
    for (const std::string& entry : entries) {
        policy.allowed->push_back(parse_http_allowance(entry).value());
    }
    return policy;
}

TEST(HttpPolicy, AllowsEveryHostWhereThereIsNoList) {
    EXPECT_TRUE(HttpPolicy().check("http://anywhere.example/x").ok());
    EXPECT_TRUE(only({"*"}).check("https://anywhere.example").ok());
}

TEST(HttpPolicy, SwitchedOffAllowsNothingAndNamesTheKey) {
    EXPECT_THAT((HttpPolicy{.is_enabled = false}).check("http://a.example").error().message(),
                HasSubstr("`http_requests_enabled`"));
}

TEST(HttpPolicy, AllowsTheHostsOfTheListInAnyCaseAndAtAnyPort) {
    const HttpPolicy policy = only({"api.example.com", "[::1]"});
    for (const char* url : {"https://api.example.com/a", "http://API.Example.com.:81", "http://[::1]:9/",
                            "https://user:word@api.example.com?q"}) {
        EXPECT_TRUE(policy.check(url).ok()) << url;
    }
    EXPECT_EQ(policy.check("https://example.com/api.example.com").error().message(),
              "the host \"example.com\" is not in `http_allow` of [engine]; add it there, if requests may go "
              "to it");
}

TEST(HttpPolicy, AStarStandsForWhatIsBelowADomain) {
    const HttpPolicy policy = only({"*.example.org"});
    EXPECT_TRUE(policy.check("https://a.example.org").ok());
    EXPECT_TRUE(policy.check("https://b.a.example.org").ok());
    EXPECT_FALSE(policy.check("https://example.org").ok());
    EXPECT_FALSE(policy.check("https://badexample.org").ok());
    EXPECT_FALSE(policy.check("https://a.example.org.evil.example").ok());
}

TEST(HttpPolicy, APortThatIsWrittenHasToBeIt) {
    const HttpPolicy policy = only({"127.0.0.1:8080", "a.example:443", "b.example:80"});
    EXPECT_TRUE(policy.check("http://127.0.0.1:8080/").ok());
    EXPECT_FALSE(policy.check("http://127.0.0.1/").ok());
    EXPECT_TRUE(policy.check("https://a.example/").ok());
    EXPECT_FALSE(policy.check("http://a.example/").ok());
    EXPECT_TRUE(policy.check("http://b.example/").ok());
}

/// What two readers of a URL might take for different hosts.
class HttpDisguise : public testing::TestWithParam<const char*> {};
TEST_P(HttpDisguise, IsRefused) {
    EXPECT_FALSE(only({"good.example", "*.good.example"}).check(GetParam()).ok()) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    All, HttpDisguise,
    testing::Values("http://evil.example\\@good.example", "http://evil.example#@good.example",
                    "http://good.example@evil.example", "http://a@good.example@evil.example",
                    "http://good.example:80:81", "http://good.example%2eevil.example",
                    "http://evil.example%00.good.example", "http://good.example evil.example",
                    "http://good.example\n.evil.example", "//good.example/", "file://good.example/etc/passwd",
                    "http://evil.example?.good.example", "http://evil\xef\xbc\x8f.good.example",
                    "good.example", ""));

TEST(HttpAllowance, SaysWhatAnEntryIs) {
    for (const char* entry :
         {"https://a.example", "a.example/path", "a b", "", "*.", "a.example:0", "*.*.a"}) {
        EXPECT_THAT(parse_http_allowance(entry).error().message(), HasSubstr("127.0.0.1:8080")) << entry;
    }
}

}  // namespace
}  // namespace wee
