#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;

std::string read_file(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// A rule that appends its event to `log`, in the words of the child's environment.
std::string recording_rule(const std::string& log, const std::string& trigger) {
    return "[[rules]]\nname = \"record\"\ntrigger = " + trigger +
           "\naction = { type = \"execute\", command = \"/bin/sh\", args = [\"-c\", "
           "'printf \"%s %s\\n\" \"$EVENT_TYPE\" \"$1\" >>\"$0\"', '" +
           log + "', \"{{FILENAME}}\"] }\n";
}

TEST(Run, ANewFileRunsTheRulesCommand) {
    const EngineConfig config;
    const std::string file =
        config.write(recording_rule(config.path("seen"), R"({ type = "file_created", pattern = "*.txt" })"));
    EngineProcess engine({"run", "-c", file, "--log-format", "json"});
    const nlohmann::json ready = engine.wait_for_event("ready");
    EXPECT_EQ(ready.value("sources", 0), 1);
    EXPECT_EQ(ready.value("rules", 0), 1);

    config.drop("note.txt");
    config.drop("note.log");
    const nlohmann::json done = engine.wait_for_event("action_succeeded");
    EXPECT_EQ(done.value("rule", ""), "record");
    EXPECT_EQ(read_file(config.path("seen")), "FileCreated note.txt\n");

    EXPECT_EQ(engine.terminate(), 0);
    const nlohmann::json summary = nlohmann::json::parse(engine.lines().back());
    EXPECT_EQ(summary.at("event"), "summary");
    EXPECT_EQ(summary.at("generated"), summary.at("processed"));
    EXPECT_EQ(summary.at("dropped"), 0);
    EXPECT_EQ(summary.at("matched"), 1);
    EXPECT_EQ(summary.at("actions_succeeded"), 1);
    EXPECT_EQ(summary.at("actions_failed"), 0);
}

TEST(Run, EveryLineIsOneJsonObjectWhateverTheFileIsCalled) {
    const EngineConfig config;
    const std::string file = config.write(
        "[[rules]]\nname = \"say\"\ntrigger = { type = \"file_created\" }\n"
        "action = { type = \"log\", message = \"{{EVENT_PATH}}\" }\n");
    EngineProcess engine({"-c", file, "--log-format", "json", "-l", "debug"});
    engine.wait_for_event("ready");
    config.drop("a\nb \"c\" \x1b[31m\xff.txt");
    const nlohmann::json line = engine.wait_for_event("log");
    EXPECT_THAT(line.value("message", ""), HasSubstr("a\nb \"c\""));
    EXPECT_EQ(engine.terminate(), 0);
    for (const std::string& text : engine.lines()) {
        EXPECT_TRUE(nlohmann::json::accept(text)) << text;
    }
}

TEST(Run, PeopleGetOneReadableLineForReadyAndSummary) {
    const EngineConfig config;
    EngineProcess engine({"run", "-c",
                          config.write(recording_rule(config.path("seen"), R"({ type = "file_created" })")),
                          "--log-level", "error"});
    EXPECT_TRUE(engine.wait_for_line(
        [](const std::string& line) { return line.find("ready") != std::string::npos; }));
    EXPECT_EQ(engine.terminate(), 0);
    EXPECT_THAT(engine.lines().back(), HasSubstr("summary"));
}

TEST(Run, AllActionsOfARuleRunInOrder) {
    const EngineConfig config;
    const std::string seen = config.path("seen");
    const auto append = [&seen](const std::string& word) {
        return "{ type = \"execute\", command = \"sh\", args = [\"-c\", 'echo " + word + " >>\"$0\"', '" +
               seen + "'] }";
    };
    EngineProcess engine(
        {"-c",
         config.write("[[rules]]\nname = \"three\"\ntrigger = { type = \"file_created\" }\naction = [" +
                      append("one") + ", " + append("two") + ", " + append("three") + "]\n"),
         "--log-format", "json"});
    engine.wait_for_event("ready");
    config.drop("a");
    for (int i = 0; i < 3; ++i) {
        engine.wait_for_event("action_succeeded");
    }
    EXPECT_EQ(engine.terminate(), 0);
    EXPECT_EQ(read_file(seen), "one\ntwo\nthree\n");
}

TEST(Run, DryRunSaysWhatWouldRunAndRunsNothing) {
    const EngineConfig config;
    EngineProcess engine({"run", "-c",
                          config.write(recording_rule(config.path("seen"), R"({ type = "file_created" })")),
                          "--dry-run", "--log-format", "json"});
    engine.wait_for_event("ready");
    config.drop("a.txt");
    EXPECT_THAT(engine.wait_for_event("would_run").value("message", ""), HasSubstr("\"a.txt\""));
    EXPECT_EQ(engine.terminate(), 0);
    EXPECT_FALSE(std::filesystem::exists(config.path("seen")));
}

TEST(Run, CtrlCEndsItWithinASecondAlsoWithAStubbornAction) {
    const EngineConfig config;
    EngineProcess engine(
        {"run", "-c",
         config.write("[[rules]]\nname = \"stubborn\"\ntrigger = { type = \"file_created\" }\n"
                      "action = { type = \"execute\", command = \"/bin/sh\", args = [\"-c\", "
                      "'trap \"\" TERM INT; touch \"$0\"; while :; do sleep 1; done', '" +
                          config.watched() + "/../started'] }\n",
                      "pattern = \"*.go\""),
         "--log-format", "json"});
    engine.wait_for_event("ready");
    config.drop("a.go");
    ASSERT_TRUE(config.wait_for_file("started"));
    const auto start = std::chrono::steady_clock::now();
    engine.send_signal(SIGINT);
    EXPECT_EQ(engine.wait_for_exit(), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(1500));
    const nlohmann::json summary = nlohmann::json::parse(engine.lines().back());
    EXPECT_EQ(summary.value("actions_failed", 0), 1);
}

TEST(Run, ASlowRuleDoesNotHoldUpAnother) {
    const EngineConfig config;
    EngineProcess engine(
        {"run", "-c",
         config.write("[[rules]]\nname = \"slow\"\ntrigger = { type = \"file_created\" }\n"
                      "action = { type = \"execute\", command = \"sleep\", args = [\"60\"] }\n" +
                      recording_rule(config.path("seen"), R"({ type = "file_created" })")),
         "--log-format", "json"});
    engine.wait_for_event("ready");
    for (int i = 0; i < 5; ++i) {
        config.drop("file" + std::to_string(i));
        EXPECT_EQ(engine.wait_for_event("action_succeeded").value("rule", ""), "record");
    }
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(Run, ABurstOfAThousandFilesRunsAThousandCommandsOnceEach) {
    const EngineConfig config;
    EngineProcess engine({"run", "-c",
                          config.write(recording_rule(config.path("seen"), R"({ type = "file_created" })")),
                          "--log-format", "json"});
    engine.wait_for_event("ready");
    for (int i = 0; i < 1000; ++i) {
        config.drop("f" + std::to_string(i));
    }
    for (int i = 0; i < 1000; ++i) {
        engine.wait_for_event("action_succeeded");
    }
    EXPECT_EQ(engine.terminate(), 0);
    std::set<std::string> expected;
    for (int i = 0; i < 1000; ++i) {
        expected.insert("FileCreated f" + std::to_string(i));
    }
    std::istringstream seen(read_file(config.path("seen")));
    std::string line;
    while (std::getline(seen, line)) {  // files have runs beside each other: in any order, but each once
        EXPECT_EQ(expected.erase(line), 1U) << line;
    }
    EXPECT_TRUE(expected.empty());
}

TEST(Run, WithMaxOneTheRunsKeepTheOrderOfTheEvents) {
    const EngineConfig config;
    EngineProcess engine(
        {"run", "-c",
         config.write(recording_rule(config.path("seen"), R"({ type = "file_created" })") + "max = 1\n"),
         "--log-format", "json"});
    engine.wait_for_event("ready");
    std::string expected;
    for (int i = 0; i < 100; ++i) {
        config.drop("f" + std::to_string(i));
        expected += "FileCreated f" + std::to_string(i) + "\n";
    }
    for (int i = 0; i < 100; ++i) {
        engine.wait_for_event("action_succeeded");
    }
    EXPECT_EQ(engine.terminate(), 0);
    EXPECT_EQ(read_file(config.path("seen")), expected);
}

TEST(Run, WithoutAConfigurationTheDemoWatchesTheCurrentDirectory) {
    const EngineConfig config;
    EngineProcess engine({"run", "--log-format", "json"}, {.working_directory = config.watched()});
    engine.wait_for_event("ready");
    config.drop("hello.txt");
    EXPECT_THAT(engine.wait_for_event("log").value("message", ""), HasSubstr("hello.txt"));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(Run, WithoutAConfigurationConfigTomlComesFirst) {
    const EngineConfig config;
    (void)config.write(
        "[[rules]]\nname = \"mine\"\ntrigger = { type = \"file_created\" }\n"
        "action = { type = \"log\", message = \"from config.toml\" }\n");
    EngineProcess engine({"--log-format", "json"}, {.working_directory = config.path("")});
    engine.wait_for_event("ready");
    config.drop("a");
    EXPECT_EQ(engine.wait_for_event("log").value("message", ""), "from config.toml");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(Run, AllFilesOfADirectoryAreOneConfiguration) {
    const EngineConfig config;
    const std::string folder = config.path("conf.d");
    std::filesystem::create_directory(folder);
    std::filesystem::rename(config.write(""), folder + "/10-sources.toml");
    std::ofstream(folder + "/20-rules.toml")
        << recording_rule(config.path("seen"), R"({ type = "file_created" })");
    std::ofstream(folder + "/notes.txt") << "no TOML, and not read\n";
    EngineProcess engine({"run", "-d", folder, "--log-format", "json"});
    EXPECT_EQ(engine.wait_for_event("ready").value("rules", 0), 1);
    config.drop("a");
    EXPECT_EQ(engine.wait_for_event("action_succeeded").value("rule", ""), "record");
    EXPECT_EQ(read_file(config.path("seen")), "FileCreated a\n");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(Run, AReaderOfItsOutputThatGoesAwayDoesNotEndIt) {
    const EngineConfig config;
    EngineProcess engine({"run", "-c",
                          config.write(recording_rule(config.path("seen"), R"({ type = "file_created" })")),
                          "--log-format", "json"});
    engine.wait_for_event("ready");
    engine.close_output();
    config.drop("a");
    EXPECT_TRUE(config.wait_for_file("seen"));
    engine.send_signal(SIGTERM);
    EXPECT_EQ(engine.wait_for_exit(), 0);
}

}  // namespace
}  // namespace wee
