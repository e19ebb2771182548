#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"
#include "tests/support/linux/http_server.h"

namespace wee {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// The real engine, a real server on loopback.
class HttpRequestTest : public testing::Test {
protected:
    static void SetUpTestSuite() { server_ = std::make_unique<HttpServer>(); }
    static void TearDownTestSuite() { server_.reset(); }
    void SetUp() override {
        if (!HttpServer::is_available()) {
            GTEST_SKIP() << "python3 or openssl is missing: apt-get install python3 openssl";
        }
        surroundings_.environment = {{"SSL_CERT_FILE", server_->authorities()}, {"no_proxy", "*"}};
    }

    static std::string request(const std::string& url, const std::string& keys = "",
                               const std::string& name = "ask") {
        return "[[rules.action]]\ntype = \"http_request\"\nname = \"" + name + "\"\nurl = \"" + url + "\"\n" +
               keys + "\n";
    }
    static std::string rule(const std::string& actions) {
        return "[[rules]]\nname = \"ask\"\ntrigger = { type = \"file_created\" }\n" + actions;
    }
    static std::string log(const std::string& message) {
        return "[[rules.action]]\ntype = \"log\"\nmessage = \"" + message + "\"\n";
    }
    [[nodiscard]] std::unique_ptr<EngineProcess> start(const std::string& rules) const {
        auto engine = std::make_unique<EngineProcess>(
            std::vector<std::string>{"run", "-c", config_.write(rules), "--log-format", "json"},
            surroundings_);
        engine->wait_for_event("ready");
        return engine;
    }
    /// What the log says of the one request, which a new file makes: "action_failed" ...
    [[nodiscard]] std::string message_of(const std::string& event, const std::string& actions,
                                         const std::string& engine_keys = "") const {
        const EngineConfig fresh;  // where no file is there already
        EngineProcess engine({"run", "-c", fresh.write(rule(actions) + engine_keys), "--log-format", "json"},
                             surroundings_);
        engine.wait_for_event("ready");
        fresh.drop("a.txt");
        const std::string message = engine.wait_for_event(event).value("message", "nothing");
        EXPECT_EQ(engine.terminate(), 0);
        return message;
    }
    [[nodiscard]] std::string failure_of(const std::string& url, const std::string& keys = "") const {
        return message_of("action_failed", request(url, keys));
    }

    static std::unique_ptr<HttpServer> server_;
    EngineConfig config_;
    EngineSurroundings surroundings_;
};

std::unique_ptr<HttpServer> HttpRequestTest::server_;

TEST_F(HttpRequestTest, TheAnswerIsThereForTheNextAction) {
    EXPECT_EQ(
        message_of("log", request(server_->secure_url("/echo/{{FILENAME}}?p={{EVENT_PATH | basename}}"),
                                  "method = \"PUT\"\nheaders = { X-File = \"{{FILENAME}}\" }\n"
                                  "json = { file = \"{{FILENAME}}\", list = [1, true] }") +
                              log("{{steps.ask.status}} {{steps.ask.json.method}} {{steps.ask.json.path}} "
                                  "{{steps.ask.json.body}} {{steps.ask.json.headers.x-file}} "
                                  "{{steps.ask.header.content-type}}")),
        R"(200 PUT /echo/a.txt?p=a.txt {"file":"a.txt","list":[1,true]} a.txt application/json)");
}

TEST_F(HttpRequestTest, IsTriedAgainAsRetrySays) {
    const std::string twice =
        request(server_->url("/fail/2/{{EVENT_SOURCE}}"), "retry = { attempts = 5, backoff = \"1ms\" }");
    EXPECT_EQ(message_of("log", twice + log("{{steps.ask.body}}")), "attempt 3");
    const auto engine = start(rule(request(server_->url("/status/404"), "retry = 5")));
    config_.drop("b.txt");
    const json failed = engine->wait_for_event("action_failed");
    EXPECT_THAT(failed.value("message", ""), HasSubstr("HTTP status 404: status 404 it is"));
    EXPECT_EQ(failed.value("attempt", 0), 1);
    EXPECT_EQ(engine->terminate(), 0);
}

TEST_F(HttpRequestTest, EachFailureIsASentence) {
    const std::string unknown = std::string(64, 'x') + ".invalid";
    EXPECT_THAT(failure_of("http://" + unknown), HasSubstr("the host " + unknown + " is unknown"));
    EXPECT_THAT(failure_of("http://127.0.0.1:1/"), HasSubstr("127.0.0.1:1 refused the connection"));
    EXPECT_THAT(failure_of(server_->url("/never"), "timeout = \"2s\""),
                HasSubstr("did not answer within 2s"));
    EXPECT_THAT(failure_of(server_->url("/cut")), HasSubstr("in the middle of its answer"));
    EXPECT_THAT(failure_of(server_->url("/circle")), HasSubstr("redirected more than 5 times"));
    EXPECT_THAT(failure_of(server_->misnamed_url("/echo")), HasSubstr("cannot be trusted"));
    EXPECT_THAT(failure_of("{{FILENAME}}/x"), HasSubstr("the URL has no scheme"));
    const FinishedProcess check =
        run_to_end({"check", "-c", config_.write(rule(request("example.com/hook")))}, surroundings_);
    EXPECT_EQ(check.exit_code, 2);
    EXPECT_THAT(check.output + check.error, HasSubstr("`url`: the URL has no scheme; write https://"));
}

TEST_F(HttpRequestTest, TenGigabytesAreCut) {
    EXPECT_EQ(message_of("log", request(server_->url("/huge"), "response_limit = 1000") +
                                    log("{{steps.ask.message}}")),
              "HTTP status 200, its body cut after 1000 bytes");
}

TEST_F(HttpRequestTest, GoesWhereTheEngineAllowsOnlyAlsoWhenRedirected) {
    const std::string redirect = request(server_->url("/to/302?url=http://localhost:1/"));
    EXPECT_THAT(message_of("action_failed", redirect, "[engine]\nhttp_allow = [\"127.0.0.1\"]\n"),
                HasSubstr("\"localhost:1\" is not in `http_allow`"));
    EXPECT_THAT(message_of("action_failed", request(server_->url("/echo")),
                           "[engine]\nhttp_requests_enabled = false\n"),
                HasSubstr("HTTP requests are switched off"));
}

TEST_F(HttpRequestTest, AReloadTakesTheListOfHostsIntoUse) {
    const std::string rules = rule(request(server_->url("/echo")));
    const auto engine = start(rules);
    (void)config_.write(rules + "[engine]\nhttp_allow = [\"elsewhere.example\"]\n");
    engine->wait_for_event("config_reloaded");
    config_.drop("a.txt");
    EXPECT_THAT(engine->wait_for_event("action_failed").value("message", ""), HasSubstr("`http_allow`"));
    EXPECT_EQ(engine->terminate(), 0);
}

TEST_F(HttpRequestTest, ARequestThatIsNeverAnsweredHoldsNothingUp) {
    const auto engine =
        start(rule(request(server_->url("/never"))) +
              "[[rules]]\nname = \"other\"\ntrigger = { type = \"file_created\" }\n" + log("other"));
    config_.drop("a.txt");
    EXPECT_EQ(engine->wait_for_event("log").value("message", ""), "other");
    EXPECT_EQ(engine->terminate(), 0);
}

TEST_F(HttpRequestTest, ASecretReachesTheServerAndNoLog) {
    surroundings_.environment.emplace_back("WEE_TEST_TOKEN", "S3nt/inel \"v\"");
    const auto engine = start(
        rule(request(server_->url("/echo/{{secret.WEE_TEST_TOKEN}}"),
                     "headers = { Authorization = \"Bearer {{secret.WEE_TEST_TOKEN}}\" }\n"
                     "json = { t = \"{{secret.WEE_TEST_TOKEN}}\" }") +
             request("http://127.0.0.1:1/{{secret.WEE_TEST_TOKEN}}", "on_error = \"continue\"\n", "down") +
             "[[rules.action]]\ntype = \"execute\"\ncommand = \"sh\"\nargs = [\"-c\", "
             "'printf %s \"$1\" >part; mv part done', \"sh\", \"{{steps.ask.json.path}} "
             "{{steps.ask.json.headers.authorization}}\"]\nworking_dir = \"{{DIRECTORY}}/..\"\n"));
    config_.drop("a.txt");
    ASSERT_TRUE(config_.wait_for_file("done"));
    EXPECT_EQ(engine->terminate(), 0);
    std::ifstream done(config_.path("done"));
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(done), {}),
              "/echo/S3nt%2Finel%20%22v%22 Bearer S3nt/inel \"v\"");
    for (const std::string& line : engine->lines()) {
        EXPECT_THAT(line, AllOf(Not(HasSubstr("S3nt")), Not(HasSubstr("inel"))));
    }
}

TEST_F(HttpRequestTest, TheExampleOfAWebhookWorks) {
    const std::string home = config_.path("");
    std::filesystem::create_directory(home + "reports");
    surroundings_.environment.emplace_back("HOME", home);
    surroundings_.environment.emplace_back("WEBHOOK_URL", server_->url("/status/201"));
    EngineProcess engine({"run", "-c", WEE_SOURCE_DIRECTORY "/examples/webhook.toml", "--log-format", "json"},
                         surroundings_);
    engine.wait_for_event("ready");
    std::ofstream(home + "reports/\"May\".pdf") << "report";
    EXPECT_EQ(engine.wait_for_event("log").value("message", ""), "\"May\".pdf: the service answered 201");
    EXPECT_EQ(engine.terminate(), 0);
}

// Defects of the original engine (original_defects_test.cpp) that need a server.

TEST_F(HttpRequestTest, Number11AFailureOfTheServerIsOneOfTheAction) {
    for (const std::string status : {"400", "404", "500", "503"}) {
        EXPECT_THAT(failure_of(server_->url("/status/" + status)), HasSubstr("HTTP status " + status));
    }
    EXPECT_THAT(message_of("action_succeeded", request(server_->url("/status/204"))),
                HasSubstr("HTTP status 204"));
}

TEST_F(HttpRequestTest, Number28ValuesMakeNeitherHeadersNorBrokenJson) {
    const auto engine = start(rule(
        request(server_->url("/echo?f={{FILENAME}}"),
                "headers = { X-File = \"{{FILENAME}}\" }\nbody = '{\"f\": \"{{FILENAME}}\"}'") +
        log("{{steps.ask.json.path}} {{steps.ask.json.headers.x-file}} {{steps.ask.json.headers.x-evil}} "
            "{{steps.ask.json.body}}")));
    config_.drop("a\"\r\nX-Evil: &{{EVENT_PATH}}");
    EXPECT_EQ(engine->wait_for_event("log").value("message", ""),
              R"(/echo?f=a%22%0D%0AX-Evil%3A%20%26%7B%7BEVENT_PATH%7D%7D a"  X-Evil: &{{EVENT_PATH}}  )"
              R"({"f": "a\"\r\nX-Evil: &{{EVENT_PATH}}"})");
    EXPECT_EQ(engine->terminate(), 0);
}

TEST_F(HttpRequestTest, Number29AnAnswerIsInNobodysEnvironment) {
    const std::string list =
        "[[rules.action]]\ntype = \"execute\"\nname = \"list\"\ncommand = \"sh\"\n"
        "args = [\"-c\", \"env | grep -c -e marker -e HTTP_ || true\"]\n";
    EXPECT_EQ(message_of("log", request(server_->url("/echo/marker")) + list + log("{{steps.list.output}}")),
              "0");
}

}  // namespace
}  // namespace wee
