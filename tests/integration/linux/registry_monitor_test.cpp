#include <chrono>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"
#include "tests/support/linux/child_program.h"

namespace wee {
namespace {

constexpr std::chrono::seconds kPatience{20};

/// A session bus and settings of the test's own, of which one is set.
class RegistryMonitorRun : public testing::Test {
protected:
    void SetUp() override {
        if (find_program("dbus-daemon").empty() || find_program("dconf").empty()) {
            GTEST_SKIP() << "dbus-daemon or dconf is not installed (packages dbus-daemon, dconf-cli)";
        }
        bus_ = ChildProgram({"dbus-daemon", "--session", "--nofork", "--nopidfile",
                             "--address=unix:path=" + config_.path("bus")},
                            desktop_);
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (!set("/org/wee/look/theme", "'light'")) {  // until the bus listens
            if (std::chrono::steady_clock::now() > deadline) {
                GTEST_SKIP() << "dconf cannot write; is its service installed (package dconf-service)?";
            }
        }
    }
    [[nodiscard]] bool set(const std::string& path, const std::string& value) const {
        return run_program({"dconf", "write", path, value}, desktop_) == 0;
    }
    [[nodiscard]] std::string write_config() const {
        std::ofstream(config_.path("settings.toml"))
            << "[[sources]]\nname = \"settings\"\ntype = \"registry_monitor\"\n"
               "keys = [{ root = \"dconf\", path = \"/org/wee/\", watch_tree = true }]\n"
               "[[rules]]\nname = \"dark\"\n"
               "trigger = { type = \"registry_changed\", key_path = \"/org/wee/look\" }\n"
               "action = { type = \"execute\", command = \"/bin/sh\", args = [\"-c\", "
               "'printf \"%s\\n\" \"$1\" >>\"$0\"', '"
            << config_.path("seen")
            << "', \"{{EVENT_TYPE}} {{METADATA_KEY_PATH}} {{METADATA_VALUE_NAME}} {{METADATA_DATA}}\"] }\n";
        return config_.path("settings.toml");
    }

    const EngineConfig config_;
    const ChildProgram::Variables desktop_{{"DBUS_SESSION_BUS_ADDRESS", "unix:path=" + config_.path("bus")},
                                           {"XDG_CONFIG_HOME", config_.path("settings")},
                                           {"XDG_RUNTIME_DIR", config_.path("")}};
    ChildProgram bus_;
};

TEST_F(RegistryMonitorRun, AWrittenSettingRunsTheRulesCommandAndOthersDoNot) {
    EngineProcess engine({"run", "-c", write_config(), "--log-format", "json"}, {.environment = desktop_});
    EXPECT_EQ(engine.wait_for_event("ready").value("sources", 0), 1);
    EXPECT_TRUE(set("/org/wee/sound/theme", "'loud'"));
    EXPECT_TRUE(set("/org/wee/look/theme", "'dark'"));
    EXPECT_EQ(engine.wait_for_event("action_succeeded").value("rule", ""), "dark");
    EXPECT_EQ(engine.terminate(), 0);
    std::ostringstream seen;
    seen << std::ifstream(config_.path("seen")).rdbuf();
    EXPECT_EQ(seen.str(), "RegistryValueSet /org/wee/look theme 'dark'\n");
}

}  // namespace
}  // namespace wee
