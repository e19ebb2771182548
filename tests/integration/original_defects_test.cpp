#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

// Defects of the original engine in what is right and what is not, numbered as they are known; those that have
// tests elsewhere are named there (those of HTTP requests, 11, 28 and 29, in linux/http_request_test.cpp).

namespace wee {
namespace {

using testing::HasSubstr;
using testing::Not;

class OriginalDefects : public testing::Test {
protected:
    /// What `wee replay` says of these rules and recorded events.
    [[nodiscard]] std::string replay(const std::string& rules, const std::string& events) const {
        config_.drop("events.jsonl", events);
        const FinishedProcess finished =
            run_to_end({"replay", "-c", config_.write(rules), config_.watched() + "/events.jsonl"});
        EXPECT_EQ(finished.exit_code, 0) << finished.error;
        return finished.output;
    }

    static std::string logging_rule(const std::string& name, const std::string& trigger) {
        return "[[rules]]\nname = \"" + name + "\"\ntrigger = " + trigger +
               "\naction = { type = \"log\", message = \"" + name + "\" }\n";
    }

    EngineConfig config_;
};

TEST_F(OriginalDefects, Number1ProcessRegistryAndTimerTriggersFire) {
    const std::string output = replay(
        logging_rule("process", R"({ type = "process_started", process_name = "Notepad.exe" })") +
            logging_rule("registry", R"({ type = "registry_changed", value_name = "Version" })") +
            logging_rule("timer", R"({ type = "timer", interval_seconds = 60 })"),
        R"({"kind":"ProcessStarted","metadata":{"process_name":"notepad.exe","pid":"7"}})"
        "\n"
        R"({"kind":"RegistryValueSet","metadata":{"key_path":"HKCU\\Software\\X","value_name":"Version"}})"
        "\n"
        R"({"kind":"TimerTick","metadata":{"interval_seconds":"60","tick_count":"1"}})"
        "\n");
    EXPECT_THAT(output, HasSubstr("\"process\": 1\n"));
    EXPECT_THAT(output, HasSubstr("\"registry\": 1\n"));
    EXPECT_THAT(output, HasSubstr("\"timer\": 1\n"));
}

TEST_F(OriginalDefects, Number3AMatchedActionRunsOnceHoweverManyWorkersThereAre) {
    EngineProcess engine(
        {"run", "-c",
         config_.write("[[rules]]\nname = \"append\"\ntrigger = { type = \"file_created\" }\n"
                       "action = { type = \"execute\", command = \"/bin/sh\", args = [\"-c\", "
                       "'echo ran >>\"$0\"', \"" +
                       config_.path("seen") + ".{{FILENAME}}\"] }\n"),
         "--log-format", "json"});
    engine.wait_for_event("ready");
    constexpr int kFiles = 20;
    for (int i = 0; i < kFiles; ++i) {
        config_.drop(std::to_string(i));
    }
    for (int i = 0; i < kFiles; ++i) {
        engine.wait_for_event("action_succeeded");
    }
    EXPECT_EQ(engine.terminate(), 0);
    for (int i = 0; i < kFiles; ++i) {
        EXPECT_EQ(std::filesystem::file_size(config_.path("seen." + std::to_string(i))), 4U) << i;
    }
}

TEST_F(OriginalDefects, Number8OnlyTheTomlFilesAreTheConfiguration) {
    const std::string file = config_.write(logging_rule("toml", R"({ type = "file_created" })"));
    std::ofstream(config_.path("rules.json")) << R"({"rules":[{"name":"json"}]})";
    const std::string directory = std::filesystem::path(file).parent_path();
    const FinishedProcess finished = run_to_end({"check", "-d", directory});
    EXPECT_EQ(finished.exit_code, 0);
    EXPECT_THAT(finished.output, HasSubstr("1 rule"));
    EXPECT_THAT(finished.output, Not(HasSubstr("json")));
}

TEST_F(OriginalDefects, Number10UnknownKeysAndDuplicateNamesAreRefused) {
    const std::string rule = logging_rule("twice", R"({ type = "file_created" })");
    const FinishedProcess finished = run_to_end({"check", "-c", config_.write(rule + rule + "colour = 1\n")});
    EXPECT_EQ(finished.exit_code, 2);
    EXPECT_THAT(finished.output, HasSubstr("there already is a rule of the name `twice`"));
    EXPECT_THAT(finished.output, HasSubstr("`colour`"));
}

TEST_F(OriginalDefects, Number12EveryActionOfAListRuns) {
    const std::string output = replay(
        "[[rules]]\nname = \"list\"\ntrigger = { type = \"file_created\" }\naction = [\n"
        "  { type = \"log\", message = \"first\" },\n  { type = \"log\", message = \"second\" },\n]\n",
        R"({"kind":"FileCreated","metadata":{"path":"/a"}})"
        "\n");
    EXPECT_LT(output.find("first"), output.find("second"));
    EXPECT_THAT(output, HasSubstr("second"));
}

TEST_F(OriginalDefects, Number23ScriptsReachNoShellHangNothingAndLoadNothingInADryRun) {
    std::filesystem::create_directories(config_.path("plugins/actions"));
    const std::string proof = config_.path("shell");
    std::ofstream(config_.path("plugins/actions/shell.lua"))
        << "pcall(function() package.loaded.io.popen('touch " << proof << "') end)\n"
        << "pcall(function() require('io').popen('touch " << proof << "') end)\n"
        << "pcall(function() os.execute('touch " << proof << "') end)\n"
        << "function on_event() while true do end end\n";
    const std::string file = config_.write(
        "[[rules]]\nname = \"shell\"\ntrigger = { type = \"file_created\" }\n"
        "action = { type = \"script\", path = \"shell.lua\", timeout_ms = 300 }\n");
    EngineProcess engine({"run", "-c", file, "--log-format", "json"});
    engine.wait_for_event("ready");
    config_.drop("a");
    EXPECT_THAT(engine.wait_for_event("action_failed").value("message", ""),
                HasSubstr("took longer than 300ms"));
    EXPECT_EQ(engine.terminate(), 0);
    EXPECT_FALSE(std::filesystem::exists(proof));
}

TEST_F(OriginalDefects, Number24NoPathOfAScriptLeavesTheAllowedFolders) {
    const std::filesystem::path outside = config_.path("secret");
    std::filesystem::create_directory(outside);
    std::ofstream(outside / "key") << "S3ntinel";
    const std::string inside = config_.watched();
    std::filesystem::create_symlink(outside, inside + "/link");
    std::ofstream(config_.path("read.lua"))
        << "function on_event()\n  for _, path in ipairs({'../secret/key', 'link/key', '" << outside.string()
        << "/key'}) do\n    local ok, what = pcall(fs.read, path)\n    print(ok, what)\n"
        << "    pcall(fs.write, path, 'gone')\n    pcall(fs.delete, path)\n    pcall(fs.move, path, 'x')\n"
        << "  end\n  return { success = true }\nend\n";
    const EngineSurroundings surroundings{.working_directory = inside,
                                          .environment = {{"TMPDIR", inside}, {"HOME", inside}}};
    const FinishedProcess finished = run_to_end({"script", "run", config_.path("read.lua")}, surroundings);
    EXPECT_EQ(finished.exit_code, 0) << finished.error;
    EXPECT_THAT(finished.output, Not(HasSubstr("[LUA] read: true")));
    EXPECT_THAT(finished.output, Not(HasSubstr("S3ntinel")));
    std::ifstream key(outside / "key");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(key), {}), "S3ntinel");
}

}  // namespace
}  // namespace wee
