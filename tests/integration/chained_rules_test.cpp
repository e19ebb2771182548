#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;

const std::string kSave =
    "[[rules]]\nname = \"save\"\ntrigger = { type = \"file_created\" }\n"
    "action = { type = \"emit\", event = \"saved\", fields = { path = \"{{EVENT_PATH}}\" } }\n";

TEST(ChainedRules, OneRuleSetsOffAnotherAndFilesAreWritten) {
    const EngineConfig config;
    const std::string file =
        config.write(kSave +
                     "[[rules]]\nname = \"note\"\ntrigger = { type = \"emitted\", name = \"saved\" }\n"
                     "action = [{ type = \"write_file\", path = '" +
                     config.path("notes/log") +
                     "', content = \"{{FILENAME}} by {{emitted_by}}\", create_directories = true },\n"
                     "{ type = \"log\", message = \"noted\", fields = { file = \"{{FILENAME}}\" } }]\n");
    EngineProcess engine({"run", "-c", file, "--log-format", "json"});
    engine.wait_for_event("ready");
    config.drop("a.txt");
    EXPECT_EQ(engine.wait_for_event("log").value("file", ""), "a.txt");
    EXPECT_EQ(engine.terminate(), 0);
    std::ostringstream notes;
    notes << std::ifstream(config.path("notes/log")).rdbuf();
    EXPECT_EQ(notes.str(), "a.txt by save\n");
    const nlohmann::json summary = nlohmann::json::parse(engine.lines().back());
    EXPECT_GE(summary.at("generated"), 2);  // that the file was also modified may come in time or not
    EXPECT_EQ(summary.at("processed"), summary.at("generated"));
}

TEST(ChainedRules, ALoopEndsAtTheLimit) {
    const EngineConfig config;
    const std::string file =
        config.write("[engine]\nemit_depth_limit = 3\n" + kSave +
                     "[[rules]]\nname = \"loop\"\ntrigger = { type = \"emitted\" }\nbreaker = false\n"
                     "action = { type = \"emit\", event = \"saved\" }\n");
    EngineProcess engine({"run", "-c", file, "--log-format", "json"});
    engine.wait_for_event("ready");
    config.drop("a.txt");
    EXPECT_THAT(engine.wait_for_event("action_failed").value("message", ""),
                HasSubstr("(save > loop > loop > loop), and a chain may have 3 events"));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(ChainedRules, TestsAndReplayKnowEmittedEvents) {
    const EngineConfig config;
    const std::string file =
        config.write(kSave +
                     "[[rules]]\nname = \"note\"\ntrigger = { type = \"emitted\", name = \"saved\" }\n"
                     "action = { type = \"log\", message = \"{{path}}\" }\n"
                     "[[tests]]\nname = \"a saved file is noted\"\n"
                     "event = { kind = \"Emitted\", name = \"saved\", path = \"/a\" }\nrules = [\"note\"]\n"
                     "actions = ['log \"/a\"']\n"
                     "[[tests]]\nname = \"a new file is announced\"\n"
                     "event = { kind = \"FileCreated\", path = \"/a\" }\nrules = [\"save\"]\n"
                     "actions = ['emit \"saved\" path=\"/a\"']\n");
    EXPECT_EQ(run_to_end({"test", "-c", file}).exit_code, 0);
    std::ofstream(config.path("events.jsonl"))
        << R"({"kind":"Emitted","source":"emit","metadata":{"name":"saved","path":"/b"}})" << '\n';
    EXPECT_THAT(run_to_end({"replay", "-c", file, config.path("events.jsonl")}).output,
                HasSubstr("log \"/b\""));
}

}  // namespace
}  // namespace wee
