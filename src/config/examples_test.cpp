#include <filesystem>

#include "config/file_access.h"
#include "tests/support/config_cases.h"

namespace wee {
namespace {

class Example : public testing::TestWithParam<std::string> {};

TEST_P(Example, LoadsWithoutAFindingButMissingPaths) {
    FakeEnvironment environment;
    environment.set("WEBHOOK_URL", "https://example.com/hook");  // a secret of the example webhook
    const LoadedConfig loaded = load_config_file(GetParam(), environment);
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    for (const Diagnostic& finding : loaded.diagnostics) {
        EXPECT_NE(finding.message.find("does not exist yet"), std::string::npos)
            << format_diagnostic(finding);
    }
}

std::vector<std::string> example_files() {
    const Result<std::vector<std::string>> files = list_config_files(WEE_EXAMPLES);
    return files ? files.value() : std::vector<std::string>();
}

TEST(Examples, AreThere) {
    EXPECT_GE(example_files().size(), 4U);
}

std::string example_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = std::filesystem::path(info.param).stem().string();
    std::ranges::replace(name, '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(All, Example, testing::ValuesIn(example_files()), example_name);

}  // namespace
}  // namespace wee
