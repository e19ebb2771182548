#include "script/host/script_hosts.h"

#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "script/host/linux/host_process_starter.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_log.h"

// With real processes, of tests/script_host: their scripts are single words.

namespace wee {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::Each;
using testing::HasSubstr;

class RecordingCalls final : public ScriptCalls {
public:
    Result<ScriptValue> call(std::string_view function, const ScriptList& arguments) override {
        functions.emplace_back(function);
        return ScriptValue{arguments};
    }
    void log(LogLevel /*level*/, std::string_view line) override { lines.emplace_back(line); }

    std::vector<std::string> functions;
    std::vector<std::string> lines;
};

class ScriptHostsTest : public testing::Test {
protected:
    static ScriptRequest request(const std::string& word) {
        const ScriptSource source{word + ".lua", word, word};
        Event event = make_event(EventKind::FileCreated, "files", {});
        return {std::make_shared<const ScriptSource>(source), "on_event", std::move(event), {}};
    }

    ScriptRun run(const std::string& word, std::chrono::milliseconds timeout = 20s) {
        ScriptTime time{timeout};
        return hosts_.run(request(word), calls_, time, stop_.get_token());
    }

    pid_t host_pid() {
        const ScriptRun run_of_pid = run("process_id");
        return static_cast<pid_t>(std::get<std::int64_t>(run_of_pid.outcome.returned.value));
    }

    HostProcessStarter starter_{WEE_SCRIPT_TEST_HOST, {}};
    RecordingLog log_;
    ManualClock clock_;
    RecordingCalls calls_;
    std::stop_source stop_;
    ScriptHosts hosts_{starter_, log_, clock_};
};

TEST_F(ScriptHostsTest, ExecutesCallsTheEngineAndLogs) {
    const ScriptRun echoed = run("echo");
    EXPECT_EQ(echoed.end, ScriptEnd::Finished);
    EXPECT_TRUE(echoed.outcome.succeeded) << echoed.outcome.message;
    EXPECT_EQ(echoed.outcome.returned,
              (ScriptValue{ScriptList{{std::string("on_event")}, {std::string("files")}}}));
    EXPECT_THAT(calls_.functions, testing::ElementsAre("echo"));
    EXPECT_THAT(calls_.lines, testing::ElementsAre("hello"));
}

TEST_F(ScriptHostsTest, ReusesAHost) {
    EXPECT_EQ(host_pid(), host_pid());
}

TEST_F(ScriptHostsTest, EndsALoopAtItsTimeoutAndGoesOn) {
    const auto start = std::chrono::steady_clock::now();
    const ScriptRun looped = run("loop", 100ms);
    EXPECT_EQ(looped.end, ScriptEnd::TimedOut);
    EXPECT_EQ(looped.outcome.message, "took longer than 100ms and was ended with its host process");
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
    EXPECT_TRUE(run("echo").outcome.succeeded);
}

TEST_F(ScriptHostsTest, EndsWhatFloodsTheLogAndWritesABoundedPartOfIt) {
    EXPECT_EQ(run("print_for_ever", 300ms).end, ScriptEnd::TimedOut);
    EXPECT_LT(calls_.lines.size() * 1000, 200U * 1024);
    EXPECT_TRUE(run("echo").outcome.succeeded);
}

TEST_F(ScriptHostsTest, StopsAtOnce) {
    std::jthread stopper([this] {
        std::this_thread::yield();
        stop_.request_stop();
    });
    EXPECT_EQ(run("loop", 60s).end, ScriptEnd::Stopped);
}

TEST_F(ScriptHostsTest, SaysHowAHostWasLostAndStartsAnother) {
    const ScriptRun crashed = run("crash");
    EXPECT_EQ(crashed.end, ScriptEnd::HostLost);
    if (!kIsSanitized) {  // else a crash is an exit with a report, and memory has no limit
        EXPECT_THAT(crashed.outcome.message, HasSubstr("died of signal"));
        EXPECT_EQ(run("fill_memory").end, ScriptEnd::HostLost);
    }
    EXPECT_TRUE(run("echo").outcome.succeeded);
}

TEST_F(ScriptHostsTest, AHostThatDiedWhileItWaitedIsReplacedUnseen) {
    const pid_t first = host_pid();
    ASSERT_EQ(::kill(first, SIGSEGV), 0);
    const pid_t second = host_pid();
    EXPECT_NE(second, first);
    EXPECT_GT(second, 0);
}

TEST_F(ScriptHostsTest, ALyingHostIsEnded) {
    for (const std::string kind : {"lie_long", "lie_kind", "lie_short", "lie_ready"}) {
        const ScriptRun lied = run(kind);
        EXPECT_EQ(lied.end, ScriptEnd::HostLost) << kind;
        EXPECT_THAT(lied.outcome.message, HasSubstr("it s")) << kind;  // it sent, it said
    }
    EXPECT_EQ(run("lie_slow", 200ms).end, ScriptEnd::TimedOut);
    EXPECT_TRUE(run("echo").outcome.succeeded);
}

TEST_F(ScriptHostsTest, AHostHasNoRights) {
    const ScriptRun tried = run("escape");
    ASSERT_EQ(tried.end, ScriptEnd::Finished) << tried.outcome.message;
    if (!log_.lines_of("script_host_unconfined").empty()) {
        GTEST_SKIP() << log_.lines_of("script_host_unconfined").front().message;
    }
    if (kIsSanitized) {
        GTEST_SKIP() << "the sanitizers need what hosts give up";
    }
    for (const auto& [what, succeeded] : std::get<ScriptTable>(tried.outcome.returned.value)) {
        EXPECT_EQ(succeeded, ScriptValue{false}) << what;
    }
}

TEST_F(ScriptHostsTest, AHundredAtOnceWithBadOnesAmongThem) {
    std::vector<ScriptRun> runs(100);
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        threads.emplace_back([this, &runs, i] {
            RecordingCalls calls;
            const std::string word = i % 25 == 7 ? "crash" : i % 25 == 9 ? "loop" : "echo";
            ScriptTime time{word == "loop" ? 200ms : 60'000ms};
            runs[i] = hosts_.run(request(word), calls, time, {});
        });
    }
    threads.clear();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const ScriptEnd wanted = i % 25 == 7   ? ScriptEnd::HostLost
                                 : i % 25 == 9 ? ScriptEnd::TimedOut
                                               : ScriptEnd::Finished;
        EXPECT_EQ(runs[i].end, wanted) << i << ": " << runs[i].outcome.message;
    }
    EXPECT_LE(hosts_.idle_hosts(), 8U);
}

TEST_F(ScriptHostsTest, IdleHostsEndButForTheOneThatIsExpectedToBeUsed) {
    EXPECT_GT(host_pid(), 0);
    clock_.advance(59s);
    hosts_.end_idle_hosts();
    EXPECT_EQ(hosts_.idle_hosts(), 1U);
    hosts_.expect_scripts(true);
    clock_.advance(2s);
    hosts_.end_idle_hosts();
    EXPECT_EQ(hosts_.idle_hosts(), 1U);
    hosts_.expect_scripts(false);
    hosts_.end_idle_hosts();
    EXPECT_EQ(hosts_.idle_hosts(), 0U);
}

TEST(ScriptHosts, AHostThatIsNoneIsAnError) {
    RecordingLog log;
    ManualClock clock;
    RecordingCalls calls;
    for (const std::string program : {"/bin/false", "/nowhere/wee"}) {
        HostProcessStarter starter(program, {});
        ScriptHosts hosts(starter, log, clock);
        ScriptTime time;
        const ScriptRun run =
            hosts.run({std::make_shared<const ScriptSource>(), "on_event", {}, {}}, calls, time, {});
        EXPECT_EQ(run.end, ScriptEnd::NoHost);
        EXPECT_THAT(run.outcome.message, HasSubstr("the host process for scripts c"));
    }
}

}  // namespace
}  // namespace wee
