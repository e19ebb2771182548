#include "actions/http_request_action.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_http_client.h"

namespace wee {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

TemplateText text(std::string_view source) {
    return TemplateText::parse(source, [](std::string_view) { return true; }).value();
}

/// What tries to break out of wherever it is put.
const std::string kHostile = "C:\\new \"a\"\r\nX-Evil: 1&x=/../#?{{PID}}\xff";

class HttpRequestActionTest : public testing::Test {
protected:
    HttpRequestActionTest() : event_(make_event(EventKind::FileCreated, "files", {})) {
        event_.metadata.set(FieldId::Path, kHostile);
        secrets_.add("TOKEN", "s3nt/inel");
        secrets_.add("HOOK", "https://hooks.example/s3nt");
    }

    ActionResult run(const HttpRequestActionOptions& options) {
        const RunScope scope(event_, secrets_);
        return HttpRequestAction(options, client_).run({scope, rule_name_, stop_.get_token()});
    }
    HttpRequest sent(const HttpRequestActionOptions& options) {
        run(options);
        return client_.requests().back();
    }
    static HttpRequestActionOptions to(std::string_view url) {
        HttpRequestActionOptions options;
        options.url = text(url);
        return options;
    }

    FakeHttpClient client_;
    Secrets secrets_;
    Event event_;
    std::stop_source stop_;
    const std::string rule_name_ = "tell";
};

TEST_F(HttpRequestActionTest, EncodesValuesInTheUrl) {
    EXPECT_EQ(sent(to("https://a.example/f/{{EVENT_PATH}}?x=1")).url,
              "https://a.example/f/"
              "C%3A%5Cnew%20%22a%22%0D%0AX-Evil%3A%201%26x%3D%2F..%2F%23%3F%7B%7BPID%7D%7D%FF?x=1");
    EXPECT_EQ(sent(to("https://a.example/{{EVENT_SOURCE | url}}/{{EVENT_TYPE}}")).url,
              "https://a.example/files/FileCreated");
}

TEST_F(HttpRequestActionTest, TakesAnAddressAsItIsWhereTheUrlBeginsWithIt) {
    EXPECT_EQ(sent(to("{{secret.HOOK}}/{{secret.TOKEN}}")).url, "https://hooks.example/s3nt/s3nt%2Finel");
}

TEST_F(HttpRequestActionTest, NoValueMakesAnotherHeader) {
    HttpRequestActionOptions options = to("http://a.example");
    options.headers = {{"X-File", text("<{{EVENT_PATH}}>")}};
    EXPECT_THAT(sent(options).headers,
                ElementsAre(Pair("X-File", "<C:\\new \"a\"  X-Evil: 1&x=/../#?{{PID}}\xff>")));
}

TEST_F(HttpRequestActionTest, EscapesValuesInJson) {
    HttpRequestActionOptions options = to("http://a.example");
    options.json = {{"{\"path\":", text("at {{EVENT_PATH}}")}, {",\"n\":5}", std::nullopt}};
    EXPECT_EQ(sent(options).body, R"({"path":"at C:\\new \"a\"\r\nX-Evil: 1&x=/../#?{{PID}}\\xff","n":5})");
    options.json.clear();
    options.body = text(R"({"path":"{{EVENT_PATH}}"})");
    options.body_escape = BodyEscape::Json;
    EXPECT_EQ(sent(options).body, R"({"path":"C:\\new \"a\"\r\nX-Evil: 1&x=/../#?{{PID}}\\xff"})");
}

TEST_F(HttpRequestActionTest, EscapesAForm) {
    HttpRequestActionOptions options = to("http://a.example");
    options.body = text("a={{EVENT_PATH}}&b=2");
    options.body_escape = BodyEscape::Url;
    EXPECT_THAT(sent(options).body, HasSubstr("1%26x%3D%2F..%2F%23%3F"));
    options.body_escape = BodyEscape::None;
    EXPECT_EQ(sent(options).body, "a=" + kHostile + "&b=2");
}

TEST_F(HttpRequestActionTest, HandsTheLimitsOn) {
    HttpRequestActionOptions options = to("http://a.example");
    options.method = "PATCH";
    options.timeout = std::chrono::milliseconds(77);
    options.redirect_limit = 2;
    options.response_limit = 9;
    const HttpRequest request = sent(options);
    EXPECT_EQ(request.method, "PATCH");
    EXPECT_EQ(request.timeout, std::chrono::milliseconds(77));
    EXPECT_EQ(request.redirect_limit, 2);
    EXPECT_EQ(request.body_limit, 9U);
}

TEST_F(HttpRequestActionTest, AStatusFrom400IsAFailureThatQuotesTheServer) {
    client_.answer(503, "try later\nplease\n");
    const ActionResult busy = run(to("http://a.example"));
    EXPECT_EQ(busy.outcome, ActionOutcome::Failed);
    EXPECT_EQ(busy.message, "HTTP status 503: try later");
    client_.answer(404, "\n<!DOCTYPE html><html>");
    EXPECT_EQ(run(to("http://a.example")).message, "HTTP status 404");
    client_.answer(304);
    EXPECT_EQ(run(to("http://a.example")).outcome, ActionOutcome::Succeeded);
}

TEST_F(HttpRequestActionTest, IsTriedAgainOnlyWhereThatMayHelp) {
    for (const auto& [status, may_retry] : std::vector<std::pair<int, bool>>{
             {400, false}, {401, false}, {404, false}, {408, true}, {425, true}, {429, true}, {500, true}}) {
        client_.answer(status);
        EXPECT_EQ(run(to("http://a.example")).may_retry, may_retry) << status;
    }
    client_.answer_failure("nothing listens there");
    EXPECT_TRUE(run(to("http://a.example")).may_retry);
    EXPECT_FALSE(run(to("a.example/x")).may_retry);
}

TEST_F(HttpRequestActionTest, SucceedsWithTheStatusesThatMeanSuccess) {
    HttpRequestActionOptions options = to("http://a.example");
    options.success_statuses = {201, 404};
    client_.answer(404);
    EXPECT_EQ(run(options).outcome, ActionOutcome::Succeeded);
    client_.answer(200);
    EXPECT_EQ(run(options).outcome, ActionOutcome::Failed);
}

TEST_F(HttpRequestActionTest, AnswersWithStatusBodyHeadersAndJson) {
    client_.answer(201, R"({"id": 7})", {{"ETag", "\"x\""}, {"Link", "a"}, {"LINK", "b"}});
    const StepAnswer answer = run(to("http://a.example/new")).answer;
    EXPECT_THAT(answer.values, ElementsAre(Pair("status", "201"), Pair("body", R"({"id": 7})"),
                                           Pair("url", "http://a.example/new"), Pair("header.etag", "\"x\""),
                                           Pair("header.link", "a, b")));
    EXPECT_EQ(answer.json, R"({"id": 7})");
}

TEST_F(HttpRequestActionTest, AFailureAnswersToo) {
    client_.answer(400, "no");
    EXPECT_THAT(run(to("http://a.example")).answer.values, Contains(Pair("status", "400")));
}

TEST_F(HttpRequestActionTest, SaysThatTheAnswerWasCut) {
    HttpHop hop;
    hop.answer.status = 200;
    hop.answer.body = "abc";
    hop.answer.is_cut = true;
    client_.answer(hop);
    EXPECT_EQ(run(to("http://a.example")).message, "HTTP status 200, its body cut after 3 bytes");
}

TEST_F(HttpRequestActionTest, GoesNowhereThatThePolicyForbidsNotEvenRedirected) {
    HttpRequestActionOptions options = to("http://a.example");
    options.policy.allowed = {parse_http_allowance("a.example").value()};
    client_.answer_redirect(302, "http://b.example/");
    EXPECT_THAT(run(options).message, HasSubstr("\"b.example\" is not in `http_allow`"));
    options.policy.is_enabled = false;
    const ActionResult refused = run(options);
    EXPECT_THAT(refused.message, HasSubstr("switched off"));
    EXPECT_FALSE(refused.may_retry);
    EXPECT_EQ(client_.requests().size(), 1U);
}

TEST_F(HttpRequestActionTest, AStoppedRunIsNoFailure) {
    client_.block();
    stop_.request_stop();
    EXPECT_EQ(run(to("http://a.example")).outcome, ActionOutcome::Stopped);
}

TEST_F(HttpRequestActionTest, DescribesItselfWithoutSecretsAndSendsNothing) {
    const RunScope scope(event_, secrets_);
    HttpRequestActionOptions options = to("{{secret.HOOK}}/{{EVENT_SOURCE}}?t={{secret.TOKEN}}");
    EXPECT_EQ(HttpRequestAction(options, client_).describe(scope), R"(http_request POST "***/files?t=***")");
    EXPECT_THAT(HttpRequestAction(to("http://a/{{EVENT_PATH}}"), client_).describe(scope),
                Not(HasSubstr("\n")));
    EXPECT_THAT(client_.requests(), IsEmpty());
}

}  // namespace
}  // namespace wee
