#include <chrono>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "script/host/linux/host_process_starter.h"
#include "script/host/script_hosts.h"
#include "tests/support/escape_corpus.h"
#include "tests/support/recording_log.h"

// The corpus of the sandbox, in real host processes.

namespace wee {
namespace {

using namespace std::chrono_literals;

class RefusingCalls final : public ScriptCalls {
public:
    Result<ScriptValue> call(std::string_view /*function*/, const ScriptList& /*arguments*/) override {
        return Error("not here");
    }
    void log(LogLevel /*level*/, std::string_view /*line*/) override {}
};

ScriptRequest request_for(const std::string& script) {
    const ScriptSource source{"test.lua", script, script};
    ScriptRequest request{std::make_shared<const ScriptSource>(source), "", {}, {}, ScriptAnswer::Any};
    request.limits.memory = std::size_t{16} * 1024 * 1024;
    return request;
}

TEST(ScriptEscapes, NoneHurtsItsHostOrOutlivesItsTime) {
    HostProcessStarter starter(WEE_BINARY, {"script-host"});
    RecordingLog log;
    SystemClock clock;
    ScriptHosts hosts(starter, log, clock);
    RefusingCalls calls;
    for (const EscapeAttempt& attempt : all_escape_attempts()) {
        const bool is_endless = attempt.kind == EscapeKind::Time;
        ScriptTime time{is_endless ? 250ms : 60'000ms};
        const ScriptRun run = hosts.run(request_for(attempt.script), calls, time, {});
        EXPECT_EQ(run.end, is_endless ? ScriptEnd::TimedOut : ScriptEnd::Finished)
            << attempt.name << ": " << run.outcome.message;
    }
    ScriptTime time;
    const ScriptRun last = hosts.run(request_for("return 'well'"), calls, time, {});
    EXPECT_EQ(last.outcome.returned, ScriptValue{std::string("well")}) << last.outcome.message;
}

}  // namespace
}  // namespace wee
