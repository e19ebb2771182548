#include "script/engine_calls.h"

#include <chrono>
#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_emitter.h"
#include "tests/support/fake_launcher.h"
#include "tests/support/recording_log.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class FakeHttp final : public HttpClient {
public:
    Result<HttpAnswer> send(const HttpRequest& request, const std::stop_token& /*stop*/) override {
        requests.push_back(request);
        return HttpAnswer{201, {{"Set-Cookie", "a"}, {"set-cookie", "b"}}, "body"};
    }
    std::vector<HttpRequest> requests;
};

class EngineCallsTest : public testing::Test {
protected:
    Result<ScriptValue> call(const std::string& function, const ScriptList& arguments) {
        const ScriptCallPorts ports{launcher_, *files_, store_, log_, http_, policy_, emitter_, depth_limit_};
        EngineCalls calls(ports, settings_, {rule_, script_, scope_, time_, stop_});
        calls.log(LogLevel::Warning, "a hush b");
        return calls.call(function, arguments);
    }

    static ScriptValue text(const std::string& value) { return {value}; }

    const Event event_ = make_event(EventKind::FileCreated, "files", {});
    Secrets secrets_ = [] {
        Secrets secrets;
        secrets.add("TOKEN", "hush");
        return secrets;
    }();
    const RunScope scope_{event_, secrets_};
    const std::string rule_ = "r";
    const std::string script_ = "s.lua";
    const std::stop_token stop_;
    ScriptTime time_{30s, std::chrono::steady_clock::now() + 30s};
    TemporaryDirectory directory_;
    FakeLauncher launcher_;
    std::unique_ptr<ScriptFiles> files_ = make_script_files({directory_.text()});
    ScriptStore store_{directory_.path() / "state"};
    RecordingLog log_;
    ScriptSettings settings_;
    FakeHttp fake_http_;
    HttpClient* http_ = nullptr;
    HttpPolicy policy_;
    EventEmitter* emitter_ = nullptr;
    std::size_t depth_limit_ = kDefaultEmitDepthLimit;
};

TEST_F(EngineCallsTest, ProgramsMustBeNamedInTheConfiguration) {
    const ScriptList echo{text("echo"), {ScriptList{text("a b")}}};
    const auto refused = call("exec.run", echo);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), HasSubstr("[scripts] allow_exec = [\"echo\"]"));
    EXPECT_TRUE(launcher_.requests().empty());
    settings_.allow_exec = {"/bin/echo", "echo"};
    EXPECT_TRUE(call("exec.run", echo));
    EXPECT_THAT(launcher_.requests().at(0).arguments, ElementsAre("a b"));
    EXPECT_FALSE(call("exec.run", {text("ls"), {ScriptList{}}}));
    settings_.allow_exec = {"*"};
    EXPECT_TRUE(call("exec.run", {text("ls"), {ScriptList{}}}));
}

TEST_F(EngineCallsTest, AProgramGetsNoMoreTimeThanTheScriptHas) {
    settings_.allow_exec = {"*"};
    EXPECT_TRUE(call("exec.run", {text("ls"), {}, {ScriptTable{{"timeout_ms", {std::int64_t{90'000}}}}}}));
    EXPECT_LE(launcher_.requests().at(0).timeout, 30s);
    LaunchOutcome late;
    late.end = LaunchEnd::TimedOut;
    launcher_.answer(late);
    EXPECT_FALSE(call("exec.run", {text("ls")}));
    time_.deadline = std::chrono::steady_clock::now();
    EXPECT_THAT(call("exec.run", {text("ls")}).error().message(), HasSubstr("the time is up"));
}

TEST_F(EngineCallsTest, AnswersWhatAProgramSaid) {
    settings_.allow_exec = {"x"};
    LaunchOutcome outcome;
    outcome.exit_code = 3;
    outcome.standard_output = {"out", 3};
    launcher_.answer(outcome);
    EXPECT_EQ(call("exec.run", {text("x")}).value(),
              (ScriptValue{ScriptTable{
                  {"exit_code", {std::int64_t{3}}}, {"stdout", text("out")}, {"stderr", text("")}}}));
}

TEST_F(EngineCallsTest, AHostThatLiesAboutTypesIsRefused) {
    settings_.allow_exec = {"*"};
    EXPECT_FALSE(call("exec.run", {}));
    EXPECT_FALSE(call("exec.run", {text("x"), text("not a list")}));
    EXPECT_FALSE(call("exec.run", {text("x"), {ScriptList{{1.5}}}}));
    EXPECT_FALSE(call("fs.write", {text(directory_.file("a")), {true}}));
    EXPECT_FALSE(call("fs.write", {text(directory_.file("a")), text("x"), text("append")}));
    EXPECT_FALSE(call("http.request", {text("url")}));
    EXPECT_FALSE(call("store.get", {{1.0}}));
    EXPECT_FALSE(call("sleep", {text("1")}));
    EXPECT_FALSE(call("os.execute", {text("ls")}));
    EXPECT_TRUE(launcher_.requests().empty());
    EXPECT_FALSE(files_->exists(directory_.file("a")).value());
}

TEST_F(EngineCallsTest, HttpGoesOnlyWhereItMay) {
    const ScriptList ask{{ScriptTable{{"method", text("POST")}, {"url", text("https://a.example/")}}}};
    EXPECT_FALSE(call("http.request", ask));
    http_ = &fake_http_;
    policy_.is_enabled = false;
    EXPECT_THAT(call("http.request", ask).error().message(), HasSubstr("http_requests_enabled"));
    policy_.is_enabled = true;
    policy_.allowed = {parse_http_allowance("a.example").value()};
    const auto answer = call("http.request", ask);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value(),
              (ScriptValue{ScriptTable{{"status", {std::int64_t{201}}},
                                       {"headers", {ScriptTable{{"set-cookie", text("a, b")}}}},
                                       {"body", text("body")}}}));
    EXPECT_EQ(fake_http_.requests.at(0).method, "POST");
    EXPECT_FALSE(fake_http_.requests.at(0).allow("https://b.example/"));
    EXPECT_FALSE(call("http.request", {{ScriptTable{{"url", text("https://b.example/")}}}}));
}

TEST_F(EngineCallsTest, EmitsWithTheEventThatItRanFor) {
    EXPECT_FALSE(call("emit", {text("FileCreated"), {}}));
    FakeEmitter emitter;
    emitter_ = &emitter;
    EXPECT_TRUE(call("emit", {text("backup_done"), {ScriptTable{{"path", text("/a hush")}}}}));
    const Event& emitted = emitter.events().at(0);
    EXPECT_EQ(emitted.kind, EventKind::Emitted);
    EXPECT_EQ(*emitted.metadata.find("name"), "backup_done");
    EXPECT_EQ(*emitted.metadata.find("path"), "/a ***");
    EXPECT_EQ(*emitted.metadata.find("emitted_by"), "r");
    EXPECT_EQ(*emitted.metadata.find("cause_id"), event_.id.to_string());
}

TEST_F(EngineCallsTest, AnEventNeedsANameAndAChainEnds) {
    FakeEmitter emitter;
    emitter_ = &emitter;
    EXPECT_FALSE(call("emit", {text("backup done"), {}}));
    depth_limit_ = 0;
    EXPECT_FALSE(call("emit", {text("backup_done"), {}}));
    EXPECT_TRUE(emitter.events().empty());
}

TEST_F(EngineCallsTest, LogLinesCarryTheMarkTheRuleAndNoSecret) {
    EXPECT_TRUE(call("sleep", {{std::int64_t{0}}}));
    const RecordedLine line = log_.lines_of("script_log").at(0);
    EXPECT_EQ(line.message, "[LUA] r: a *** b");
    EXPECT_EQ(line.fields.at("rule"), "r");
    EXPECT_EQ(line.level, LogLevel::Warning);
}

}  // namespace
}  // namespace wee
