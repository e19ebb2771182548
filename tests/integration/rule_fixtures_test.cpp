#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;

constexpr const char* kRule = R"(
[[rules]]
name = "texts"
trigger = { type = "file_created", pattern = "*.txt" }
action = { type = "log", message = "new {{FILENAME}}" }
)";

TEST(RuleTests, NoneIsFine) {
    const EngineConfig config;
    const FinishedProcess finished = run_to_end({"test", config.write(kRule)});
    EXPECT_EQ(finished.exit_code, 0) << finished.error;
    EXPECT_EQ(finished.output,
              "there is no test in the configuration; add a [[tests]] table\n0 passed, 0 failed\n");
    EXPECT_EQ(run_to_end({"test", "--json", "-c", config.write(kRule)}).output, "");
}

TEST(RuleTests, AFailureShowsTheDifferenceAndIsTheExitCode) {
    const EngineConfig config;
    const std::string file =
        config.write(std::string(kRule) +
                     "[[tests]]\nname = \"good\"\nevent = { kind = \"FileCreated\", path = \"/a.txt\" }\n"
                     "rules = [\"texts\"]\n"
                     "[[tests]]\nname = \"bad\"\nevent = { kind = \"FileCreated\", path = \"/a.md\" }\n"
                     "rules = [\"texts\"]\nactions = [\"nonsense\"]\n");
    const FinishedProcess finished = run_to_end({"test", file});
    EXPECT_EQ(finished.exit_code, 1) << finished.error;
    EXPECT_EQ(finished.output, "PASS  good\nFAIL  bad  (" + file +
                                   ":15)\n  rules that match (- expected, + actual):\n    - texts\n"
                                   "  actions (- expected, + actual):\n    - nonsense\n1 passed, 1 failed\n");
    const FinishedProcess json = run_to_end({"test", file, "--json"});
    EXPECT_EQ(json.exit_code, 1);
    EXPECT_EQ(nlohmann::json::parse(json.output.substr(0, json.output.find('\n'))).at("passed"), true);
    EXPECT_EQ(nlohmann::json::parse(json.output.substr(json.output.find('\n'))).at("passed"), false);
}

TEST(RuleTests, AConfigurationThatIsWrongIsNotTested) {
    const EngineConfig config;
    const FinishedProcess finished = run_to_end({"test", "-c", config.write("[[rules]]\n")});
    EXPECT_EQ(finished.exit_code, 2);
    EXPECT_THAT(finished.error, HasSubstr("config.toml:6:1: error: "));
    EXPECT_EQ(run_to_end({"test", "-c", "/no/such.toml"}).exit_code, 2);
}

}  // namespace
}  // namespace wee
