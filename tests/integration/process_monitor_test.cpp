#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;

constexpr unsigned kNobody = 65534;

class ProcessMonitorRun : public testing::Test {
protected:
    /// A program with a name that nothing else on the machine has.
    [[nodiscard]] std::string shell(const std::string& name) const {
        std::filesystem::create_directories(config_.path("bin"));
        const std::string path = config_.path("bin/" + name);
        if (!std::filesystem::exists(path)) {
            std::filesystem::copy_file(std::filesystem::canonical("/bin/sh"), path);
        }
        return path;
    }
    [[nodiscard]] std::string write(const std::string& source_keys, const std::string& rules) const {
        const std::string path = config_.path("config.toml");
        std::ofstream(path) << "[[sources]]\nname = \"programs\"\ntype = \"process_monitor\"\n"
                            << source_keys << "\n"
                            << rules;
        return path;
    }
    /// Appends what the template says to the file `seen`.
    [[nodiscard]] std::string appending_rule(const std::string& trigger, const std::string& text) const {
        return "[[rules]]\nname = \"" + trigger + "\"\ntrigger = { type = \"" + trigger +
               "\" }\naction = { type = \"execute\", command = \"/bin/sh\", args = [\"-c\", "
               "'echo \"$1\" >>\"$0\"', \"" +
               config_.path("seen") + "\", \"" + text + "\"] }\n";
    }
    static void run(const std::string& command) { EXPECT_NE(std::system(command.c_str()), -1); }
    [[nodiscard]] std::string seen() const {
        std::ifstream file(config_.path("seen"));
        return {std::istreambuf_iterator<char>(file), {}};
    }

    EngineConfig config_;
};

// Defect 14 of the original: it looked the name up when the process had gone.
TEST_F(ProcessMonitorRun, CommandsLearnNameAndExitCodeOfAProcessThatHasGone) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root sees exit codes here";
    }
    const std::string program = shell("wee-test-program");
    EngineProcess engine(
        {"run", "-c",
         write("process_names = [\"wee-test-program\"]",
               appending_rule("process_started", "started {{PROCESS_NAME}} {{METADATA_COMMAND_LINE}}") +
                   appending_rule("process_stopped", "stopped {{PROCESS_NAME}} {{EXIT_CODE}}")),
         "--log-format", "json"});
    engine.wait_for_event("ready");
    run(program + " -c 'exit 7' two words");
    engine.wait_for_event("action_succeeded");
    engine.wait_for_event("action_succeeded");
    EXPECT_EQ(engine.terminate(), 0);
    EXPECT_THAT(seen(), HasSubstr("started wee-test-program " + program + " -c 'exit 7' two words\n"));
    EXPECT_THAT(seen(), HasSubstr("stopped wee-test-program 7\n"));
}

TEST_F(ProcessMonitorRun, RuleForItsOwnCommandsDoesNotFeedItself) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root sees processes that end at once";
    }
    const std::string program = shell("wee-test-looping");
    EngineProcess engine({"run", "-c",
                          write("process_names = [\"wee-test-*\"]",
                                "[[rules]]\nname = \"loop\"\ntrigger = { type = \"process_started\" }\n"
                                "action = { type = \"execute\", command = \"" +
                                    program + "\", args = [\"-c\", 'echo $1 >>$0', \"" +
                                    config_.path("seen") + "\", \"{{PROCESS_NAME}}\"] }\n"),
                          "--log-format", "json"});
    engine.wait_for_event("ready");
    run(program + " -c :");
    engine.wait_for_event("action_succeeded");
    run(shell("wee-test-last") + " -c :");
    engine.wait_for_event("action_succeeded");
    EXPECT_EQ(engine.terminate(), 0);
    EXPECT_EQ(seen(), "wee-test-looping\nwee-test-last\n");
}

class UnprivilegedProcessMonitor : public ProcessMonitorRun {
protected:
    static EngineSurroundings as_nobody() {
        EngineSurroundings surroundings;
        surroundings.user = ::geteuid() == 0 ? kNobody : 0;
        return surroundings;
    }
    void SetUp() override {
        if (run_to_end({"--version"}, as_nobody()).exit_code != 0) {
            GTEST_SKIP() << "the binary lies where other users cannot reach it";
        }
        std::filesystem::permissions(config_.path(""), std::filesystem::perms::others_all,
                                     std::filesystem::perm_options::add);
    }
};

TEST_F(UnprivilegedProcessMonitor, LooksAtProcAndSaysWhatIsMissing) {
    const std::string program = shell("wee-test-program");
    EngineProcess engine(
        {"run", "-c",
         write("process_names = [\"wee-test-program\"]\npoll_interval = \"20ms\"",
               "[[rules]]\nname = \"say\"\ntrigger = { type = \"process\" }\n"
               "action = { type = \"log\", message = \"{{EVENT_TYPE}} {{PROCESS_NAME}}\" }\n"),
         "--log-format", "json"},
        as_nobody());
    const nlohmann::json warning = engine.wait_for_event("process_monitor_fallback");
    EXPECT_THAT(warning.value("message", ""), HasSubstr("setcap cap_bpf,cap_perfmon=ep '"));
    engine.wait_for_event("ready");
    run(program + " -c 'sleep 1; :'");
    EXPECT_TRUE(engine.wait_for_line([](const std::string& line) {
        return line.find("ProcessStarted wee-test-program") != std::string::npos;
    }));
    EXPECT_TRUE(engine.wait_for_line([](const std::string& line) {
        return line.find("ProcessStopped wee-test-program") != std::string::npos;
    }));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(UnprivilegedProcessMonitor, BackendThatIsNamedAndCannotRunIsAnError) {
    for (const auto& [backend, capability] :
         {std::pair("ebpf", "cap_bpf,cap_perfmon=ep"), std::pair("netlink", "cap_net_admin=ep")}) {
        EngineProcess engine({"run", "-c",
                              write("backend = \"" + std::string(backend) + "\"",
                                    "[[rules]]\nname = \"say\"\ntrigger = { type = \"process\" }\n"
                                    "action = { type = \"log\", message = \"m\" }\n")},
                             as_nobody());
        EXPECT_TRUE(engine.wait_for_line([&](const std::string& line) {
            return line.find(std::string("sudo setcap ") + capability) != std::string::npos;
        })) << backend;
    }
}

}  // namespace
}  // namespace wee
