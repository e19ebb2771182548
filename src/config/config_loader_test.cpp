#include "config/config_loader.h"

#include <filesystem>
#include <fstream>

#include "config/demo_config.h"
#include "tests/support/config_cases.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

namespace fs = std::filesystem;

class ConfigLoader : public testing::Test {
protected:
    /// The message of the only finding, which must be an error about `path` as a whole.
    static std::string refusal(const LoadedConfig& loaded, const std::string& path) {
        EXPECT_FALSE(loaded.config);
        EXPECT_EQ(loaded.diagnostics.size(), 1U) << findings_of(loaded);
        if (loaded.diagnostics.empty()) {
            return {};
        }
        const Diagnostic& finding = loaded.diagnostics.front();
        EXPECT_EQ(finding.severity, Severity::Error);
        EXPECT_EQ(finding.file, path);
        EXPECT_EQ(finding.line, 0U);
        return finding.message;
    }

    std::string refusal_of_file(const std::string& path) {
        return refusal(load_config_file(path, environment_), path);
    }

    TemporaryDirectory directory_;
    FakeEnvironment environment_;
};

TEST_F(ConfigLoader, ReadsAFile) {
    const std::string path = directory_.write_file("wee.toml", kSoundSource + kSoundRule);
    const LoadedConfig loaded = load_config_file(path, environment_);
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(loaded.files, std::vector<std::string>{path});
}

TEST_F(ConfigLoader, MissingFileNamesTheNearestOne) {
    directory_.write_file("watch.toml", "");
    EXPECT_EQ(refusal_of_file(directory_.file("wacth.toml")),
              "there is no such file; did you mean `watch.toml`?");
    EXPECT_EQ(refusal_of_file(directory_.file("else.toml")),
              "there is no such file; beside it there are: `watch.toml`");
    EXPECT_NE(refusal_of_file(directory_.file("no/wee.toml")).find("and no directory"), std::string::npos);
}

TEST_F(ConfigLoader, DirectoryAndFileAreNotMixedUp) {
    EXPECT_NE(refusal_of_file(directory_.text()).find("write: -d "), std::string::npos);
    const std::string file = directory_.write_file("wee.toml", "");
    EXPECT_NE(refusal(load_config_directory(file, environment_), file).find("write: -c "), std::string::npos);
}

TEST_F(ConfigLoader, TooLargeFileIsRefusedUnread) {
    const std::string path = directory_.write_file("huge.toml", "");
    fs::resize_file(path, 100'000'000);
    EXPECT_EQ(refusal_of_file(path), "the file is larger than 16 MiB; is it a configuration?");
}

TEST_F(ConfigLoader, DirectoryIsReadInNameOrder) {
    directory_.write_file("20-rules.toml", kSoundRule);
    directory_.write_file("10-sources.toml", kSoundSource);
    directory_.write_file(".#10-sources.toml", "not toml");
    directory_.write_file("notes.txt", "not toml");
    const LoadedConfig loaded = load_config_directory(directory_.text(), environment_);
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    EXPECT_EQ(loaded.config->sources.size(), 1U);
    EXPECT_EQ(loaded.config->rules.size(), 1U);
    ASSERT_EQ(loaded.files.size(), 2U);
    EXPECT_TRUE(loaded.files[0].ends_with("/10-sources.toml"));
}

TEST_F(ConfigLoader, NamesAndEngineKeysAreUniqueAcrossFiles) {
    directory_.write_file("a.toml", "[engine]\nlog_level = \"info\"\n" + kSoundSource + kSoundRule);
    directory_.write_file("b.toml", "[engine]\nlog_level = \"warn\"\noverflow_policy = \"block\"\n" +
                                        kSoundSource + kSoundRule);
    const LoadedConfig loaded = load_config_directory(directory_.text(), environment_);
    const std::string findings = findings_of(loaded);
    EXPECT_EQ(loaded.diagnostics.size(), 3U) << findings;
    EXPECT_NE(findings.find("b.toml:2:1: error: there already is the [engine] key `log_level`, at "),
              std::string::npos);
    EXPECT_NE(findings.find("a.toml:2; "), std::string::npos) << findings;
    EXPECT_NE(findings.find("b.toml:5:8: error: there already is a source of the name `here`"),
              std::string::npos);
    EXPECT_NE(findings.find("b.toml:9:8: error: there already is a rule of the name `log`"),
              std::string::npos);
}

TEST_F(ConfigLoader, ABrokenFileDoesNotHideTheOthersFindings) {
    directory_.write_file("a.toml", "[engine\n");
    directory_.write_file("b.toml", "[engine]\nx = 1\n");
    const LoadedConfig loaded = load_config_directory(directory_.text(), environment_);
    ASSERT_EQ(loaded.diagnostics.size(), 2U) << findings_of(loaded);
    EXPECT_TRUE(loaded.diagnostics[0].file.ends_with("a.toml"));
    EXPECT_TRUE(loaded.diagnostics[1].file.ends_with("b.toml"));
}

TEST_F(ConfigLoader, EmptyOrMissingDirectoryIsRefused) {
    EXPECT_EQ(refusal(load_config_directory(directory_.text(), environment_), directory_.text()),
              "there is no *.toml file in this directory");
    const std::string missing = directory_.file("none");
    EXPECT_EQ(refusal(load_config_directory(missing, environment_), missing), "there is no such directory");
}

TEST_F(ConfigLoader, TextHasNoFiles) {
    EXPECT_TRUE(load_config_text(kDemoConfig, "demo", environment_).files.empty());
}

/// Runs in a directory of its own.
class DefaultConfig : public ConfigLoader {
protected:
    DefaultConfig() : before_(fs::current_path()) { fs::current_path(directory_.path()); }
    ~DefaultConfig() override { fs::current_path(before_); }

private:
    fs::path before_;
};

TEST_F(DefaultConfig, ConfigTomlComesFirst) {
    directory_.write_file("config.toml", kSoundSource + kSoundRule);
    directory_.write_file("config/a.toml", "");
    EXPECT_EQ(load_default_config(environment_).files, std::vector<std::string>{"config.toml"});
}

TEST_F(DefaultConfig, ConfigDirectoryComesNext) {
    directory_.write_file("config/a.toml", kSoundSource + kSoundRule);
    EXPECT_EQ(load_default_config(environment_).files, std::vector<std::string>{"config/a.toml"});
}

TEST_F(DefaultConfig, DemoComesLast) {
    fs::create_directory(directory_.path() / "config");
    const LoadedConfig loaded = load_default_config(environment_);
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    const auto& watcher = std::get<FileWatcherOptions>(loaded.config->sources.at(0).options);
    EXPECT_EQ(watcher.paths, std::vector<std::string>{"."});
    EXPECT_EQ(watcher.pattern->pattern(), "*.txt");
}

}  // namespace
}  // namespace wee
