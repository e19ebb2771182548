#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kSentinel = "S3nt/inel \"value\"";

/// Every way on which a secret could come to light: as argument, input, variable, output and complaint of a
/// command, in a command that is missing, in a log line, and in the answer of an action.
const std::string kRules = R"(
[[rules]]
name = "leak"
trigger = { type = "file_created" }

[[rules.action]]
type = "execute"
name = "echo"
command = "sh"
args = ["-c", "cat; echo \"$1 $KEY\"; echo \"$1\" >&2", "sh", "{{secret.WEE_TEST_TOKEN}}"]
stdin = "{{secret.WEE_TEST_TOKEN}}"
environment = { KEY = "{{secret.WEE_TEST_TOKEN}}" }

[[rules.action]]
type = "log"
message = "log {{secret.WEE_TEST_TOKEN}} {{steps.echo.output}} {{secret.WEE_TEST_TOKEN | url}}"

[[rules.action]]
type = "execute"
command = "sh"
args = ["-c", "echo \"$1\" >&2; exit 3", "sh", "{{steps.echo.output}}"]
retry = { attempts = 2, backoff = "1ms" }
on_error = "continue"

[[rules.action]]
type = "execute"
command = "/nowhere/{{secret.WEE_TEST_TOKEN}}"
on_error = "continue"

[[rules.action]]
type = "execute"
command = "sh"
working_dir = "{{DIRECTORY}}/.."
args = ["-c", "printf %s \"$1\" > part; mv part done", "sh", "{{secret.WEE_TEST_TOKEN}}"]
)";

class SecretsTest : public testing::Test {
protected:
    static void expect_no_sentinel(const std::string& text) {
        for (const std::string spelling : {"S3nt", "inel"}) {
            EXPECT_THAT(text, Not(HasSubstr(spelling)));
        }
    }

    EngineConfig config_;
    EngineSurroundings surroundings_{.environment = {{"WEE_TEST_TOKEN", kSentinel}}};
};

TEST_F(SecretsTest, ReachTheCommandAndNoLog) {
    const std::string file = config_.write(kRules);
    EngineProcess engine({"run", "-c", file, "--log-format", "json", "--log-level", "trace"}, surroundings_);
    engine.wait_for_event("ready");
    config_.drop("a.txt");
    ASSERT_TRUE(config_.wait_for_file("done"));
    EXPECT_EQ(engine.terminate(), 0);
    std::ifstream done(config_.path("done"));
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(done), {}), kSentinel);
    for (const std::string& line : engine.lines()) {
        expect_no_sentinel(line);
    }
    expect_no_sentinel(engine.standard_error());
}

TEST_F(SecretsTest, AreInNoDryRunAndNoCheck) {
    const std::string file = config_.write(kRules);
    EngineProcess engine({"run", "-c", file, "--dry-run"}, surroundings_);
    const auto is_of_log = [](const std::string& line) { return line.find("would run: log") != line.npos; };
    engine.wait_for_line([](const std::string& line) { return line.find("ready") != line.npos; });
    config_.drop("a.txt");
    const std::optional<std::string> log_line = engine.wait_for_line(is_of_log);
    ASSERT_TRUE(log_line);
    EXPECT_THAT(*log_line, HasSubstr("log *** {{steps.echo.output}} %2A%2A%2A"));
    EXPECT_EQ(engine.terminate(), 0);
    for (const std::string& line : engine.lines()) {
        expect_no_sentinel(line);
    }
    expect_no_sentinel(run_to_end({"check", "-c", file}, surroundings_).output);
}

}  // namespace
}  // namespace wee
