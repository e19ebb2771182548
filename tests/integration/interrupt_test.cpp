#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

// A second Ctrl-C counts as one of its own from 200 ms after the first on.
constexpr std::chrono::milliseconds kBetweenInterrupts{250};
constexpr int kInterruptedExitCode = 130;

/// A command that marks "told" when it is asked to end, and goes on.
std::string write_stubborn_config(const EngineConfig& config) {
    return config.write(
        "[[rules]]\nname = \"stubborn\"\ntrigger = { type = \"file_created\" }\n"
        "action = { type = \"execute\", command = \"/bin/sh\", working_dir = '" +
            config.path("") +
            "', args = [\"-c\", 'trap \"touch told\" TERM; trap \"\" INT; echo $$ >pid; touch started; "
            "while :; do sleep 9 & wait; done'] }\n",
        "pattern = \"*\"");
}

/// It is there still when the engine ended at once; it leads a process group.
void kill_command(const EngineConfig& config) {
    pid_t command = 0;
    std::ifstream(config.path("pid")) >> command;
    ASSERT_GT(command, 1);
    kill(-command, SIGKILL);
}

/// Interrupts an engine twice and gives its exit code. It is held still in between, so that it cannot have
/// ended before the second comes.
int interrupt_twice() {
    const EngineConfig config;
    EngineProcess engine({"run", "-c", write_stubborn_config(config), "--log-format", "json"});
    engine.wait_for_event("ready");
    config.drop("a");
    EXPECT_TRUE(config.wait_for_file("started"));

    engine.send_signal(SIGINT);
    EXPECT_TRUE(config.wait_for_file("told"));
    engine.send_signal(SIGSTOP);
    std::this_thread::sleep_for(kBetweenInterrupts);
    engine.send_signal(SIGINT);
    engine.send_signal(SIGCONT);
    const int exit_code = engine.wait_for_exit();
    if (exit_code == kInterruptedExitCode) {
        kill_command(config);
    }
    return exit_code;
}

TEST(Interrupt, ASecondOneEndsItAtOnceWhileACommandIgnoresTheFirst) {
    // The engine gives its command half a second: on a busy machine it may have ended before it is held
    // still.
    constexpr int kAttempts = 5;
    int exit_code = 0;
    for (int attempt = 0; attempt < kAttempts && exit_code == 0; ++attempt) {
        exit_code = interrupt_twice();
    }
    EXPECT_EQ(exit_code, kInterruptedExitCode);
}

}  // namespace
}  // namespace wee
