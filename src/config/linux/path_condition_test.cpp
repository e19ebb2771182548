#include <filesystem>

#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// The directory that a trigger with this `path` wants its files to lie under.
std::string directory_of(const std::string& path) {
    const LoadedConfig loaded =
        load(kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { all = [{ path = \"" + path +
             "\" }] }\naction = { type = \"log\", message = \"m\" }\n");
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    if (!loaded.config) {
        return {};
    }
    const auto* under = std::get_if<PathUnderCondition>(&loaded.config->rules.at(0).rule.trigger.condition);
    return under == nullptr ? "no directory" : under->path;
}

TEST(PathCondition, VariablesAreReplaced) {
    EXPECT_EQ(directory_of("$DATA/in/"), "/data/in");
    EXPECT_EQ(directory_of("%DATA%/in"), "/data/in");
    EXPECT_EQ(directory_of("~"), "/home/tester");
}

TEST(PathCondition, BecomesAbsolute) {
    EXPECT_EQ(directory_of("/a/../b/./c"), "/b/c");
    EXPECT_EQ(directory_of("in"), (std::filesystem::current_path() / "in").string());
}

}  // namespace
}  // namespace wee
