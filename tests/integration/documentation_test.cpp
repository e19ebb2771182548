#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/integration/engine_process.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

struct Block {
    std::string language;
    std::string text;
};

/// The fenced blocks of a page that name their language, in order.
std::vector<Block> blocks_of(const std::filesystem::path& page) {
    constexpr std::string_view kFence = "```";
    std::vector<Block> blocks;
    std::ifstream stream(page);
    bool inside = false;
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with(kFence)) {
            inside = line.size() > kFence.size();
            if (inside) {
                blocks.push_back({line.substr(kFence.size()), ""});
            }
        } else if (inside) {
            blocks.back().text += line + "\n";
        }
    }
    return blocks;
}

std::vector<std::string> toml_examples(const std::filesystem::path& page) {
    std::vector<std::string> examples;
    for (const Block& block : blocks_of(page)) {
        if (block.language == "toml") {
            examples.push_back(block.text);
        }
    }
    return examples;
}

/// Whether the text is as the page shows it, where `...` stands for anything.
bool is_as_shown(std::string_view text, std::string_view shown) {
    constexpr std::string_view kAnything = "...";
    const std::size_t gap = shown.find(kAnything);
    if (gap == std::string_view::npos) {
        return text == shown;
    }
    if (!text.starts_with(shown.substr(0, gap))) {
        return false;
    }
    const std::string_view rest = shown.substr(gap + kAnything.size());
    for (std::size_t skipped = gap; skipped <= text.size(); ++skipped) {
        if (is_as_shown(text.substr(skipped), rest)) {
            return true;
        }
    }
    return false;
}

/// "$ wee check wee.toml" and what it prints, run where the page's last ```toml block is wee.toml and its
/// last ```json block events.jsonl.
void expect_as_shown(const std::string& block, const TemporaryDirectory& directory) {
    const std::size_t end = block.find('\n');
    std::istringstream words(block.substr(0, end));
    std::vector<std::string> arguments{std::istream_iterator<std::string>(words), {}};
    ASSERT_GT(arguments.size(), 2U);
    ASSERT_EQ(arguments[1], "wee");
    arguments.erase(arguments.begin(), arguments.begin() + 2);
    const FinishedProcess finished = run_to_end(arguments, {.working_directory = directory.text()});
    EXPECT_PRED2(is_as_shown, finished.output, block.substr(end + 1)) << block << finished.error;
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

TEST(Documentation, EveryCommandPrintsWhatItShows) {
    int shown = 0;
    for (const std::filesystem::path& page : pages()) {
        const TemporaryDirectory directory;
        for (const Block& block : blocks_of(page)) {
            if (block.language == "toml") {
                directory.write_file("wee.toml", block.text);
            } else if (block.language == "json") {
                directory.write_file("events.jsonl", block.text);
            } else if (block.language == "output") {
                expect_as_shown(block.text, directory);
                ++shown;
            }
        }
    }
    EXPECT_GE(shown, 2);
}

TEST(Documentation, EveryExampleFileIsValid) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(WEE_SOURCE_DIRECTORY) / "examples")) {
        if (entry.path().extension() != ".toml") {
            continue;
        }
        const FinishedProcess check = run_to_end({"check", entry.path().string()});
        EXPECT_EQ(check.exit_code, 0) << entry.path() << "\n" << check.output;
    }
}

}  // namespace
}  // namespace wee
