#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/integration/engine_process.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

/// The ```toml blocks of a page, in order.
std::vector<std::string> toml_examples(const std::filesystem::path& page) {
    std::vector<std::string> examples;
    std::ifstream stream(page);
    bool inside = false;
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("```")) {
            inside = line == "```toml";
            if (inside) {
                examples.emplace_back();
            }
        } else if (inside) {
            examples.back() += line + "\n";
        }
    }
    return examples;
}

std::vector<std::filesystem::path> pages() {
    const std::filesystem::path root(WEE_SOURCE_DIRECTORY);
    std::vector<std::filesystem::path> found{root / "README.md"};
    for (const auto& entry : std::filesystem::directory_iterator(root / "docs")) {
        if (entry.path().extension() == ".md") {
            found.push_back(entry.path());
        }
    }
    return found;
}

TEST(Documentation, EveryConfigurationInItIsValid) {
    const TemporaryDirectory directory;
    int checked = 0;
    for (const std::filesystem::path& page : pages()) {
        for (const std::string& example : toml_examples(page)) {
            const FinishedProcess check = run_to_end({"check", directory.write_file("example.toml", example)},
                                                     {.environment = {{"HOME", "/tmp"}}});
            EXPECT_EQ(check.exit_code, 0) << page << "\n" << example << check.output;
            ++checked;
        }
    }
    EXPECT_GT(checked, 3);
}

TEST(Documentation, EveryExampleFileIsValid) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(WEE_SOURCE_DIRECTORY) / "examples")) {
        const FinishedProcess check = run_to_end({"check", entry.path().string()});
        EXPECT_EQ(check.exit_code, 0) << entry.path() << "\n" << check.output;
    }
}

}  // namespace
}  // namespace wee
