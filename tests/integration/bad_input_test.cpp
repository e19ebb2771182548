#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr unsigned kNobody = 65534;

std::string logging_rule(const std::string& message = "saw {{EVENT_TYPE}} {{FILENAME}}") {
    return "[[rules]]\nname = \"say\"\ntrigger = { type = \"file\" }\naction = { type = \"log\", message = "
           "\"" +
           message + "\" }\n";
}

std::string executing_rule(const std::string& command, const std::string& more = "") {
    return "[[rules]]\nname = \"do\"\ntrigger = { type = \"file_created\" }\naction = { type = \"execute\", "
           "command = \"" +
           command + "\"" + more + " }\n";
}

/// The engine with one executing rule, and the line that its action ends with.
nlohmann::json result_of(const std::string& command, const std::string& more, const std::string& event) {
    const EngineConfig config;
    EngineProcess engine({"-c", config.write(executing_rule(command, more)), "--log-format", "json"});
    engine.wait_for_event("ready");
    config.drop("file");
    nlohmann::json line = engine.wait_for_event(event);
    EXPECT_EQ(engine.terminate(), 0);
    return line;
}

void expect_refused(const std::string& path, const std::string& phrase, unsigned user = 0) {
    const FinishedProcess run = run_to_end({"run", "-c", path}, {.user = user});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_THAT(run.error, AllOf(HasSubstr(path), HasSubstr(phrase)));
}

TEST(BadConfiguration, ThatIsNotUtf8) {
    const TemporaryDirectory directory;
    expect_refused(directory.write_file("latin1.toml", "# caf\xe9\n"), "UTF-8");
}

TEST(BadConfiguration, ThatIs100Megabytes) {
    const TemporaryDirectory directory;
    const std::string path = directory.write_file("huge.toml", "");
    std::filesystem::resize_file(path, 100'000'000);
    expect_refused(path, "larger than 16 MiB");
}

TEST(BadConfiguration, ThatIsDeeplyNested) {
    const TemporaryDirectory directory;
    expect_refused(directory.write_file("deep.toml", "a = " + std::string(100'000, '[')), "nest");
}

TEST(BadConfiguration, ThatIsADirectory) {
    const TemporaryDirectory directory;
    expect_refused(directory.path().string(), "directory");
}

TEST(BadConfiguration, ThatIsUnreadable) {
    if (geteuid() != 0) {
        GTEST_SKIP() << "needs root, to become somebody who may not read the file";
    }
    const TemporaryDirectory directory;
    const std::string path = directory.write_file("secret.toml", "");
    ASSERT_EQ(chmod(directory.path().c_str(), 0755), 0);
    ASSERT_EQ(chmod(path.c_str(), 0600), 0);
    if (run_to_end({"--version"}, {.user = kNobody}).exit_code != 0) {
        GTEST_SKIP() << "the binary lies where only root may go";
    }
    expect_refused(path, "ermission", kNobody);
}

TEST(BadSurroundings, AWatchedPathThatDoesNotExistIsWatchedAsSoonAsItAppears) {
    const EngineConfig config;
    std::filesystem::remove(config.watched());
    EngineProcess engine({"-c", config.write(logging_rule()), "--log-format", "json"});
    EXPECT_THAT(engine.wait_for_event("config_warning").value("message", ""), HasSubstr(config.watched()));
    engine.wait_for_event("ready");
    std::filesystem::create_directory(config.watched());
    config.drop("late.txt");
    EXPECT_EQ(engine.wait_for_event("log").value("message", ""), "saw FileCreated late.txt");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(BadSurroundings, AWatchedPathThatIsDeletedAndRecreatedIsWatchedAgain) {
    const EngineConfig config;
    config.drop("old.txt");
    EngineProcess engine({"-c", config.write(logging_rule()), "--log-format", "json"});
    engine.wait_for_event("ready");
    std::filesystem::remove_all(config.watched());
    EXPECT_EQ(engine.wait_for_event("log").value("message", ""), "saw FileDeleted old.txt");
    std::filesystem::create_directory(config.watched());
    config.drop("new.txt");
    EXPECT_EQ(engine.wait_for_event("log").value("message", ""), "saw FileCreated new.txt");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(BadFileNames, ReachTheCommandByteForByte) {
    const EngineConfig config;
    const std::string seen = config.path("seen");
    EngineProcess engine(
        {"-c",
         config.write(executing_rule(
             "/bin/sh", ", args = [\"-c\", 'printf \"%s|\" \"$1\" \"$EVENT_PATH\" >>\"$0\"', '" + seen +
                            "', \"{{EVENT_PATH}}\"]")),
         "--log-format", "json"});
    engine.wait_for_event("ready");
    std::string expected;
    for (const std::string& name :
         {std::string("new\nline"), std::string("bad\xff\xfeutf8"), std::string(255, 'x'),
          std::string("$(touch pwned) `id` ;'\""), std::string("{{PID}}")}) {
        config.drop(name);
        engine.wait_for_event("action_succeeded");
        const std::string path = config.watched() + "/" + name;
        expected += path + "|" + path + "|";
    }
    EXPECT_EQ(engine.terminate(), 0);
    std::ifstream stream(seen);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), expected);
}

TEST(BadCommand, ThatDoesNotExist) {
    EXPECT_THAT(result_of("no-such-command-of-wee", "", "action_failed").value("message", ""),
                AllOf(HasSubstr("no-such-command-of-wee"), HasSubstr("not found")));
}

TEST(BadCommand, ThatIsNotExecutable) {
    const TemporaryDirectory directory;
    EXPECT_THAT(
        result_of(directory.write_file("script", "#!/bin/sh\n"), "", "action_failed").value("message", ""),
        HasSubstr("not executable"));
}

TEST(BadCommand, ThatFloodsItsOutput) {
    const nlohmann::json line =
        result_of("/bin/sh", ", args = [\"-c\", \"head -c 50000000 /dev/zero | tr '\\\\\\\\0' y\"]",
                  "action_succeeded");
    EXPECT_LT(line.dump().size(), 10'000U);
}

TEST(BadCommand, ThatIgnoresSigtermDiesAtItsTimeout) {
    EXPECT_THAT(
        result_of("/bin/sh",
                  ", args = [\"-c\", 'trap \"\" TERM; while :; do sleep 1; done'], timeout = \"300ms\"",
                  "action_failed")
            .value("message", ""),
        HasSubstr("took longer than 300ms"));
}

TEST(BadCommand, ThatLeavesGrandchildrenTakesThemAlongAtItsTimeout) {
    const EngineConfig config;
    const std::string pids = config.path("pids");
    EngineProcess engine(
        {"-c",
         config.write(executing_rule("/bin/sh",
                                     ", args = [\"-c\", 'sleep 600 & echo $! >>\"$0\"; setsid sleep 601 & "
                                     "echo $! >>\"$0\"; wait', '" +
                                         pids + "'], timeout = \"300ms\"")),
         "--log-format", "json"});
    engine.wait_for_event("ready");
    config.drop("file");
    engine.wait_for_event("action_failed");
    EXPECT_EQ(engine.terminate(), 0);
    std::ifstream stream(pids);
    int grandchildren = 0;
    for (pid_t pid = 0; stream >> pid; ++grandchildren) {
        std::ifstream state("/proc/" + std::to_string(pid) + "/stat");
        std::string number;
        std::string name;
        std::string letter;
        state >> number >> name >> letter;
        EXPECT_TRUE(letter.empty() || letter == "Z") << pid << " lives on as " << letter;
    }
    EXPECT_EQ(grandchildren, 2);
}

TEST(BadCommand, ThatLeavesAGrandchildBehindDoesNotHoldUpTheNext) {
    const EngineConfig config;
    EngineProcess engine({"-c",
                          config.write(executing_rule("/bin/sh", ", args = [\"-c\", 'sleep 5 & exit 0']")),
                          "--log-format", "json"});
    engine.wait_for_event("ready");
    const auto start = std::chrono::steady_clock::now();
    for (const char* name : {"a", "b", "c"}) {
        config.drop(name);
        engine.wait_for_event("action_succeeded");
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
    EXPECT_EQ(engine.terminate(), 0);
}

}  // namespace
}  // namespace wee
