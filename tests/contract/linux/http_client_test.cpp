#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "os/linux/curl_http_client.h"
#include "tests/support/fake_environment.h"
#include "tests/support/linux/http_server.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Pair;

/// Against a server of our own that really listens.
class HttpClientTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        for (const char* name :
             {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy"}) {
            ::unsetenv(name);
        }
        server_ = std::make_unique<HttpServer>();
    }
    static void TearDownTestSuite() { server_.reset(); }
    void SetUp() override {
        if (!HttpServer::is_available()) {
            GTEST_SKIP() << "python3 or openssl is missing: apt-get install python3 openssl";
        }
        environment_.set("SSL_CERT_FILE", server_->authorities());
        client_ = make_http_client(environment_);
    }

    Result<HttpAnswer> send(const HttpRequest& request) { return client_->send(request, stop_.get_token()); }
    HttpAnswer answer_to(const HttpRequest& request) {
        Result<HttpAnswer> answer = send(request);
        EXPECT_TRUE(answer.ok()) << answer.error().message();
        return answer ? std::move(answer).value() : HttpAnswer();
    }
    json echo_of(const HttpRequest& request) { return json::parse(answer_to(request).body, nullptr, false); }
    std::string failure_of(const HttpRequest& request) {
        const Result<HttpAnswer> answer = send(request);
        return answer ? "status " + std::to_string(answer.value().status) : answer.error().message();
    }
    void wait_until_seen(const std::string& word) {
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (answer_to({.url = server_->url("/seen/" + word)}).body == "0" &&
               std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield();
        }
    }

    static std::unique_ptr<HttpServer> server_;
    FakeEnvironment environment_;
    std::unique_ptr<HttpClient> client_;
    std::stop_source stop_;
};

std::unique_ptr<HttpServer> HttpClientTest::server_;

TEST_F(HttpClientTest, SendsMethodHeadersAndBodyAsTheyAre) {
    for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"}) {
        const json echo = echo_of({.method = method,
                                   .url = server_->url("/echo?q=%20\xc3\xbc"),
                                   .headers = {{"X-One", "a; b"}, {"X-Empty", ""}},
                                   .body = std::string("a\0b", 3)});
        EXPECT_EQ(echo["method"], method);
        EXPECT_EQ(echo["path"], "/echo?q=%20%C3%BC");
        EXPECT_EQ(echo["body"], std::string("a\0b", 3)) << method;
        EXPECT_EQ(echo["headers"]["x-one"], "a; b");
        EXPECT_EQ(echo["headers"]["x-empty"], "");
        EXPECT_FALSE(echo["headers"].contains("content-type"));
        EXPECT_FALSE(echo["headers"].contains("expect"));
    }
}

TEST_F(HttpClientTest, ABodyThatIsNotThereIsOneOfNoBytes) {
    EXPECT_EQ(echo_of({.method = "POST", .url = server_->url("/echo")})["headers"]["content-length"], "0");
    EXPECT_FALSE(echo_of({.url = server_->url("/echo")})["headers"].contains("content-length"));
}

TEST_F(HttpClientTest, AnswersWithStatusAndHeaders) {
    const HttpAnswer answer = answer_to({.url = server_->url("/status/418")});
    EXPECT_EQ(answer.status, 418);
    EXPECT_EQ(answer.body, "status 418 it is\n");
    EXPECT_THAT(answer.headers, Contains(Pair("Content-Length", "17")));
    const HttpAnswer head = answer_to({.method = "HEAD", .url = server_->url("/status/200")});
    EXPECT_EQ(head.body, "");
}

TEST_F(HttpClientTest, KeepsConnectionsForTheNextRequests) {
    std::set<int> connections;
    for (int i = 0; i < 20; ++i) {
        connections.insert(echo_of({.url = server_->url("/echo")})["connection"].get<int>());
    }
    EXPECT_EQ(connections.size(), 1U);
}

TEST_F(HttpClientTest, ServesManyThreadsAtOnce) {
    std::vector<std::jthread> threads;
    std::atomic<int> answers = 0;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 25; ++i) {
                const Result<HttpAnswer> answer = send({.url = server_->url("/status/200")});
                answers += answer && answer.value().status == 200 ? 1 : 0;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(answers, 200);
}

TEST_F(HttpClientTest, FollowsRedirectsUpToTheLimit) {
    const HttpAnswer answer = answer_to({.url = server_->url("/redirect/5")});
    EXPECT_EQ(answer.url, server_->url("/echo"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(failure_of({.url = server_->url("/redirect/6")}), HasSubstr("redirected more than 5 times"));
    EXPECT_THAT(failure_of({.url = server_->url("/circle")}), HasSubstr("goes round in circles"));
    EXPECT_EQ(answer_to({.url = server_->url("/circle"), .redirect_limit = 0}).status, 302);
}

TEST_F(HttpClientTest, TakesNoCredentialsToAnotherHost) {
    const std::string target = server_->secure_url("/echo");
    const json echo = echo_of({.method = "POST",
                               .url = server_->url("/to/307?url=" + target),
                               .headers = {{"Authorization", "Bearer t"}, {"Cookie", "c"}},
                               .body = "b"});
    EXPECT_EQ(echo["body"], "b");
    EXPECT_FALSE(echo["headers"].contains("authorization"));
    EXPECT_FALSE(echo["headers"].contains("cookie"));
}

TEST_F(HttpClientTest, AsksBeforeItFollows) {
    const auto only_plain = [](std::string_view url) -> Result<void> {
        return url.starts_with("http:") ? Result<void>() : Error("no");
    };
    EXPECT_THAT(
        failure_of({.url = server_->url("/to/302?url=" + server_->secure_url("/echo")), .allow = only_plain}),
        EndsWith("to where it may not go: no"));
    EXPECT_THAT(failure_of({.url = server_->url("/to/302?url=file:///etc/passwd")}),
                HasSubstr("only http and https"));
}

TEST_F(HttpClientTest, KeepsABoundedPartOfAHugeAnswer) {
    const HttpAnswer answer = answer_to({.url = server_->url("/huge"), .body_limit = 100'000});
    EXPECT_TRUE(answer.is_cut);
    EXPECT_EQ(answer.body.size(), 100'000U);
    EXPECT_FALSE(answer_to({.url = server_->url("/status/200"), .body_limit = 17}).is_cut);
}

TEST_F(HttpClientTest, UnpacksWithinTheLimit) {
    EXPECT_EQ(answer_to({.url = server_->url("/gzip")}).body, "unpacked");
    const HttpAnswer bomb = answer_to({.url = server_->url("/bomb"), .body_limit = 1000});
    EXPECT_TRUE(bomb.is_cut);
    EXPECT_EQ(bomb.body.size(), 1000U);
}

TEST_F(HttpClientTest, AServerThatNeverAnswersIsATimeOut) {
    EXPECT_EQ(failure_of({.url = server_->url("/never"), .timeout = 2s}),
              server_->host() + " took the request and did not answer within 2s");
    EXPECT_EQ(failure_of({.url = server_->url("/stall"), .timeout = 2s}),
              server_->host() + " did not finish its answer within 2s; 10 bytes of its body had come");
}

TEST_F(HttpClientTest, AnAnswerThatIsCutOffIsSaidToBe) {
    EXPECT_EQ(
        failure_of({.url = server_->url("/cut")}),
        server_->host() + " closed the connection in the middle of its answer, after 10 bytes of its body");
    EXPECT_EQ(failure_of({.url = server_->url("/nothing")}),
              server_->host() + " closed the connection without an answer");
}

TEST_F(HttpClientTest, WhatIsNoHttpIsSaidToBe) {
    EXPECT_THAT(failure_of({.url = server_->url("/garbage")}), HasSubstr("does not speak HTTP"));
    EXPECT_THAT(failure_of({.url = server_->url("/headers")}), HasSubstr("headers of more than 256 KiB"));
    EXPECT_THAT(failure_of({.url = "http" + server_->secure_url("/").substr(5), .timeout = 10s}),
                testing::Not(HasSubstr("status 200")));
    EXPECT_THAT(failure_of({.url = "https" + server_->url("/").substr(4)}), HasSubstr("do not agree on TLS"));
}

TEST_F(HttpClientTest, AHostThatDoesNotResolveIsNamed) {
    const std::string host = std::string(64, 'a') + ".invalid";  // too long to be asked for
    EXPECT_THAT(failure_of({.url = "http://" + host + "/"}),
                AllOf(HasSubstr("the host " + host + " is unknown"), HasSubstr("slip")));
}

TEST_F(HttpClientTest, WhereNothingListensIsNamed) {
    EXPECT_EQ(failure_of({.url = "http://127.0.0.1:1/"}),
              "127.0.0.1:1 refused the connection: nothing listens at that address and port");
}

TEST_F(HttpClientTest, AUrlWithoutSchemeIsRefused) {
    EXPECT_THAT(failure_of({.url = server_->host() + "/echo"}), HasSubstr("has no scheme"));
}

TEST_F(HttpClientTest, VerifiesCertificates) {
    EXPECT_EQ(answer_to({.url = server_->secure_url("/status/200")}).status, 200);
    EXPECT_THAT(failure_of({.url = server_->misnamed_url("/echo")}),
                AllOf(HasSubstr("the certificate of 127.0.0.1"), HasSubstr("cannot be trusted"),
                      HasSubstr("certificate subject name")));
    const auto unknowing = make_http_client(FakeEnvironment());
    const Result<HttpAnswer> answer = unknowing->send({.url = server_->secure_url("/echo")}, {});
    ASSERT_FALSE(answer.ok());
    EXPECT_THAT(answer.error().message(), AllOf(HasSubstr("cannot be trusted"), HasSubstr("self-signed")));
    environment_.set("SSL_CERT_FILE", "/no/such/file");
    client_ = make_http_client(environment_);
    EXPECT_THAT(failure_of({.url = server_->secure_url("/echo")}), HasSubstr("ca-certificates"));
}

TEST_F(HttpClientTest, TakesTheProxyFromTheEnvironment) {
    ::setenv("http_proxy", server_->url("").c_str(), 1);
    const json echo = echo_of({.url = "http://far.example/echo"});
    ::setenv("no_proxy", "127.0.0.1", 1);
    const json direct = echo_of({.url = server_->url("/echo")});
    ::unsetenv("http_proxy");
    ::unsetenv("no_proxy");
    EXPECT_EQ(echo["path"], "http://far.example/echo");
    EXPECT_EQ(direct["path"], "/echo");
}

TEST_F(HttpClientTest, GivesUpWhenItIsStopped) {
    std::jthread user([this] {
        wait_until_seen("never");
        stop_.request_stop();
    });
    const std::unique_ptr<HttpClient> other = make_http_client(environment_);
    const auto start = std::chrono::steady_clock::now();
    const Result<HttpAnswer> answer =
        other->send({.url = server_->url("/never"), .timeout = 120s}, stop_.get_token());
    ASSERT_FALSE(answer.ok());
    EXPECT_THAT(answer.error().message(), HasSubstr("stopped"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 60s);
}

TEST_F(HttpClientTest, WorksOnAfterFailures) {
    for (const char* path : {"/cut", "/nothing", "/garbage", "/huge", "/headers"}) {
        (void)send({.url = server_->url(path), .body_limit = 1000});
        EXPECT_EQ(answer_to({.url = server_->url("/status/200")}).status, 200) << path;
    }
}

}  // namespace
}  // namespace wee
