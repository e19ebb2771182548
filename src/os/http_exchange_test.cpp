#include "os/http_exchange.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_http_client.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

class HttpExchangeTest : public testing::Test {
protected:
    Result<HttpAnswer> send(const HttpRequest& request) { return client_.send(request, {}); }
    std::string failure_of(const HttpRequest& request) {
        const Result<HttpAnswer> answer = send(request);
        return answer ? "none" : answer.error().message();
    }

    FakeHttpClient client_;
};

TEST_F(HttpExchangeTest, FollowsARedirectAndSaysWhereItLed) {
    client_.answer_redirect(308, "http://a.example/new");
    client_.answer(200, "here");
    const Result<HttpAnswer> answer = send({.method = "PUT", .url = "http://a.example/old", .body = "b"});
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer.value().url, "http://a.example/new");
    EXPECT_EQ(client_.requests().at(1).method, "PUT");
    EXPECT_EQ(client_.requests().at(1).body, "b");
}

struct MethodCase {
    int status;
    std::string method;
    std::string next;
};
class RedirectedMethod : public testing::TestWithParam<MethodCase> {};
TEST_P(RedirectedMethod, IsWhatEverybodyExpects) {
    FakeHttpClient client;
    client.answer_redirect(GetParam().status, "http://a.example/new");
    const HttpRequest request{.method = GetParam().method,
                              .url = "http://a.example",
                              .headers = {{"Content-Type", "text/plain"}, {"X-Own", "1"}},
                              .body = "body"};
    ASSERT_TRUE(client.send(request, {}).ok());
    const HttpRequest next = client.requests().at(1);
    const bool keeps = GetParam().method == GetParam().next;
    EXPECT_EQ(next.method, GetParam().next);
    EXPECT_EQ(next.body, keeps ? "body" : "");
    EXPECT_EQ(next.headers.size(), keeps ? 2U : 1U);
}
INSTANTIATE_TEST_SUITE_P(All, RedirectedMethod,
                         testing::Values(MethodCase{301, "POST", "GET"}, MethodCase{302, "POST", "GET"},
                                         MethodCase{301, "DELETE", "DELETE"}, MethodCase{302, "PUT", "PUT"},
                                         MethodCase{303, "PUT", "GET"}, MethodCase{303, "HEAD", "HEAD"},
                                         MethodCase{307, "POST", "POST"}, MethodCase{308, "POST", "POST"}));

TEST_F(HttpExchangeTest, AnotherOriginSeesNoCredentialsAndNoHeadersOfOnesOwn) {
    for (const char* target : {"http://b.example/", "https://a.example/", "http://a.example:81/"}) {
        client_.answer_redirect(307, target);
        client_.answer(200);
        ASSERT_TRUE(send({.method = "POST",
                          .url = "http://a.example/",
                          .headers = {{"Authorization", "Bearer t"},
                                      {"cookie", "c"},
                                      {"X-Api-Key", "k"},
                                      {"Content-Type", "text/plain"}}})
                        .ok());
        EXPECT_THAT(client_.requests().back().headers, ElementsAre(Pair("Content-Type", "text/plain")))
            << target;
    }
}

TEST_F(HttpExchangeTest, TheSameOriginSeesThemAll) {
    client_.answer_redirect(301, "HTTP://A.example:80/b");
    ASSERT_TRUE(send({.url = "http://a.example/", .headers = {{"Authorization", "Bearer t"}}}).ok());
    EXPECT_EQ(client_.requests().back().headers.size(), 1U);
}

TEST_F(HttpExchangeTest, EndsACircle) {
    for (int i = 0; i < 4; ++i) {
        client_.answer_redirect(302, "http://a.example/");
    }
    EXPECT_THAT(failure_of({.url = "http://a.example/", .redirect_limit = 3}),
                HasSubstr("was redirected more than 3 times, and again by a.example"));
    EXPECT_EQ(client_.requests().size(), 4U);
}

TEST_F(HttpExchangeTest, WithoutRedirectsOneIsTheAnswer) {
    client_.answer_redirect(302, "http://b.example/");
    const Result<HttpAnswer> answer = send({.url = "http://a.example/", .redirect_limit = 0});
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer.value().status, 302);
    EXPECT_EQ(client_.requests().size(), 1U);
}

TEST_F(HttpExchangeTest, AsksForEachHostThatItIsSentTo) {
    client_.answer_redirect(302, "http://b.example/");
    const auto allow = [](std::string_view url) -> Result<void> {
        return url.find("a.example") == url.npos ? Error("b is forbidden") : Result<void>();
    };
    EXPECT_EQ(failure_of({.url = "http://a.example/", .allow = allow}),
              "was redirected by a.example to where it may not go: b is forbidden");
    EXPECT_EQ(failure_of({.url = "http://b.example/", .allow = allow}), "b is forbidden");
    EXPECT_EQ(client_.requests().size(), 1U);
}

TEST_F(HttpExchangeTest, FollowsToNoOtherProtocol) {
    client_.answer_redirect(302, "file:///etc/passwd");
    EXPECT_THAT(failure_of({.url = "http://a.example/"}), HasSubstr("only http and https"));
}

TEST_F(HttpExchangeTest, SendsNothingThatWouldBeAnotherRequest) {
    const std::string url = "http://a.example/";
    EXPECT_THAT(failure_of({.url = url, .headers = {{"X", "a\r\nHost: b"}}}), HasSubstr("a line end"));
    EXPECT_THAT(failure_of({.url = url, .headers = {{"X: y\r\nZ", "a"}}}), HasSubstr("cannot be the name"));
    EXPECT_THAT(failure_of({.url = url, .headers = {{"Content-Length", "0"}}}), HasSubstr("set by itself"));
    EXPECT_THAT(failure_of({.method = "GET / HTTP/1.1\r\nX:", .url = url}), HasSubstr("no HTTP method"));
    EXPECT_THAT(failure_of({.url = "a.example"}), HasSubstr("no scheme"));
    EXPECT_THAT(client_.requests(), IsEmpty());
}

}  // namespace
}  // namespace wee
