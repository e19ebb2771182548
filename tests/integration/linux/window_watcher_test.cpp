#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"
#include "tests/support/linux/terminal.h"
#include "tests/support/linux/x_server.h"

namespace wee {
namespace {

TEST(WindowWatcherRun, AFocusedWindowRunsTheRulesCommandWithItsTitle) {
    const XServer server;
    if (server.display().empty() || find_program("xterm").empty() || find_program("xdotool").empty()) {
        GTEST_SKIP() << "Xvfb, xterm or xdotool is not installed";
    }
    const EngineConfig config;
    const std::string file = config.path("windows.toml");
    std::ofstream(file) << "[[sources]]\nname = \"windows\"\ntype = \"window_watcher\"\n"
                           "[[rules]]\nname = \"mail\"\n"
                           "trigger = { type = \"window_focused\", title_contains = \"inbox\" }\n"
                           "action = { type = \"execute\", command = \"/bin/sh\", args = [\"-c\", "
                           "'printf \"%s\" \"$1\" >\"$0\"', '"
                        << config.path("seen") << "', \"{{WINDOW_TITLE}} {{PROCESS_NAME}}\"] }\n";
    const ChildProgram::Variables display{{"DISPLAY", server.display()}};
    EngineProcess engine({"run", "-c", file, "--log-format", "json"}, {.environment = display});
    EXPECT_EQ(engine.wait_for_event("ready").value("sources", 0), 1);

    const Terminal terminal({"xterm", "-T", "My Inbox (3)", "-e"}, display);
    EXPECT_EQ(run_program({"xdotool", "search", "--sync", "--onlyvisible", "--name", "Inbox", "windowfocus"},
                          display),
              0);
    EXPECT_EQ(engine.wait_for_event("action_succeeded").value("rule", ""), "mail");
    std::ostringstream seen;
    seen << std::ifstream(config.path("seen")).rdbuf();
    EXPECT_EQ(seen.str(), "My Inbox (3) xterm");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST(WindowWatcherRun, AWrongExpressionIsAnErrorOfTheConfiguration) {
    const EngineConfig config;
    const std::string file = config.path("windows.toml");
    std::ofstream(file)
        << "[[sources]]\nname = \"windows\"\ntype = \"window_watcher\"\ntitle_pattern = \"(a\"\n";
    const FinishedProcess finished = run_to_end({"check", "-c", file});
    EXPECT_EQ(finished.exit_code, 2);
    EXPECT_THAT(finished.output + finished.error, testing::HasSubstr(":4:17: error: `title_pattern`"));
}

}  // namespace
}  // namespace wee
