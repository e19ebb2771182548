#include "config/script_reader.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/config_loader.h"
#include "tests/support/fake_environment.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class ScriptReaderTest : public testing::Test {
protected:
    LoadedConfig load(const std::string& action, const std::string& rest = "") {
        const std::string file = directory_.write_file(
            "config.toml",
            "[[sources]]\nname = \"t\"\ntype = \"timer\"\ninterval_seconds = 60\n"
            "[[rules]]\nname = \"r\"\ntrigger = { type = \"timer\" }\naction = { type = "
            "\"script\", " +
                action + " }\n" + rest);
        return load_config_file(file, environment_);
    }

    ScriptActionOptions options(const std::string& action) {
        const LoadedConfig loaded = load(action);
        EXPECT_TRUE(loaded.config) << format_diagnostic(loaded.diagnostics.at(0));
        return std::get<ScriptActionOptions>(loaded.config->rules.at(0).actions.at(0).options);
    }

    [[nodiscard]] std::string finding(const std::string& action, const std::string& rest = "") {
        const LoadedConfig loaded = load(action, rest);
        return loaded.diagnostics.empty() ? "" : format_diagnostic(loaded.diagnostics.front());
    }

    TemporaryDirectory directory_;
    FakeEnvironment environment_;
};

TEST_F(ScriptReaderTest, HasTheOriginalsDefaults) {
    const std::string file = directory_.write_file("plugins/actions/backup.lua", "");
    const ScriptActionOptions read = options(R"(path = "backup.lua")");
    EXPECT_EQ(read.path, file);
    EXPECT_EQ(read.name, "backup.lua");
    EXPECT_EQ(read.function, "on_event");
    EXPECT_EQ(read.timeout, 30s);
    EXPECT_EQ(finding(R"(path = "backup.lua")"), "");
}

TEST_F(ScriptReaderTest, ReadsEveryKey) {
    const std::string file = directory_.write_file("elsewhere/x.lua", "");
    EXPECT_EQ(options("path = \"" + file + "\"").path, file);
    EXPECT_EQ(options(R"(path = "x.lua", function = "main_2", timeout_ms = 5)").timeout, 5ms);
    EXPECT_EQ(options(R"(path = "x.lua", timeout = "2s", on_error = "log")").timeout, 2s);
    EXPECT_EQ(options(R"(path = "x.lua", function = "main_2")").function, "main_2");
}

TEST_F(ScriptReaderTest, SaysWhatIsWrong) {
    EXPECT_THAT(finding(R"(path = "missing.lua")"), HasSubstr("warning: there is no script"));
    directory_.write_file("plugins/actions/x.lua", "");
    EXPECT_THAT(finding(R"(function = "f")"), HasSubstr("`path`"));
    EXPECT_THAT(finding(R"(path = "x.lua", function = "f.x")"), HasSubstr("cannot be the name"));
    EXPECT_THAT(finding(R"(path = "x.lua", timeout_ms = 0)"), HasSubstr("`timeout_ms`"));
    EXPECT_THAT(finding(R"(path = "x.lua", timeout_ms = 1, timeout = "1s")"), HasSubstr("keep one"));
    EXPECT_THAT(finding(R"(path = "x.lua", fuction = "f")"), HasSubstr("did you mean `function`"));
}

TEST_F(ScriptReaderTest, ReadsWhatScriptsMayDo) {
    const std::string pictures = directory_.file("pictures");
    std::filesystem::create_directory(pictures);
    const LoadedConfig loaded = load(R"(path = "x.lua")", "[scripts]\nallow_paths = [\"" + pictures +
                                                              "\"]\nallow_exec = [\"git\", \"/bin/ls\"]\n"
                                                              "state_dir = \"~/state\"\n");
    ASSERT_TRUE(loaded.config);
    EXPECT_THAT(loaded.config->scripts.allow_paths, ElementsAre(pictures));
    EXPECT_THAT(loaded.config->scripts.allow_exec, ElementsAre("git", "/bin/ls"));
    EXPECT_EQ(loaded.config->scripts.state_directory, "/home/tester/state");
}

TEST_F(ScriptReaderTest, SaysWhatIsWrongInTheSection) {
    directory_.write_file("plugins/actions/x.lua", "");
    const std::string action = R"(path = "x.lua")";
    EXPECT_THAT(finding(action, "[scripts]\nallow_path = [\"/\"]\n"), HasSubstr("`allow_paths`"));
    EXPECT_THAT(finding(action, "[scripts]\nallow_exec = 3\n"), HasSubstr("`allow_exec`"));
    EXPECT_THAT(finding(action, "[scripts]\nallow_paths = [\"$NO_SUCH/x\"]\n"), HasSubstr("NO_SUCH"));
    EXPECT_THAT(finding(action, "[scripts]\nallow_paths = [\"/no/such\"]\n"), HasSubstr("allows nothing"));
    EXPECT_EQ(finding(action, "[scripts]\nallow_exec = []\nallow_paths = []\n"), "");
}

}  // namespace
}  // namespace wee
