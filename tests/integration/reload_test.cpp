#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;

std::string saying(const std::string& word, const std::string& name = "say") {
    return "[[rules]]\nname = \"" + name + "\"\ntrigger = { type = \"file_created\" }\n" +
           "action = { type = \"log\", message = \"" + word + " {{FILENAME}}\" }\n";
}

class Reload : public testing::Test {
protected:
    static std::vector<std::string> arguments(const std::string& file) {
        return {"run", "-c", file, "--log-format", "json"};
    }

    /// Drops a file and gives what the rule says of it.
    std::string said_of(EngineProcess& engine, const std::string& name) const {
        config_.drop(name);
        return engine.wait_for_event("log").value("message", "");
    }

    EngineConfig config_;
};

TEST_F(Reload, AnEditTakesEffectAndTheSourceGoesOn) {
    const std::string file = config_.write(saying("old"));
    EngineProcess engine(arguments(file));
    engine.wait_for_event("ready");
    EXPECT_EQ(said_of(engine, "1"), "old 1");
    config_.write(saying("new"));
    const nlohmann::json reloaded = engine.wait_for_event("config_reloaded");
    EXPECT_EQ(reloaded.value("sources_kept", 0), 1);
    EXPECT_EQ(reloaded.value("rules_unchanged", -1), 0);
    EXPECT_EQ(said_of(engine, "2"), "new 2");
    EXPECT_EQ(engine.terminate(), 0);
}

// Defect 7 of the original: a save by rename was missed.
TEST_F(Reload, ASaveByRenameTakesEffect) {
    const std::string file = config_.write(saying("old"));
    EngineProcess engine(arguments(file));
    engine.wait_for_event("ready");
    for (const std::string word : {"second", "third"}) {
        const EngineConfig editor;  // with a temporary file of its own
        std::filesystem::rename(editor.write(saying(word), "", config_.watched()), file);
        engine.wait_for_event("config_reloaded");
        EXPECT_EQ(said_of(engine, word), word + " " + word);
    }
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Reload, ABadFileChangesNothingAndIsReadAgainWhenMended) {
    const std::string file = config_.write(saying("old"));
    EngineProcess engine(arguments(file));
    engine.wait_for_event("ready");
    config_.write("[[rules]]\nname = 5\n");
    const nlohmann::json error = engine.wait_for_event("config_error");
    EXPECT_THAT(error.value("message", ""), HasSubstr("config.toml:"));
    EXPECT_GT(error.value("line", 0), 0);
    engine.wait_for_event("config_reload_failed");
    EXPECT_EQ(said_of(engine, "1"), "old 1");
    config_.write(saying("new"));
    engine.wait_for_event("config_reloaded");
    EXPECT_EQ(said_of(engine, "2"), "new 2");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Reload, AFileThatVanishesChangesNothing) {
    const std::string file = config_.write(saying("old"));
    EngineProcess engine(arguments(file));
    engine.wait_for_event("ready");
    std::filesystem::remove(file);
    engine.wait_for_event("config_reload_failed");
    EXPECT_EQ(said_of(engine, "1"), "old 1");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Reload, AHangUpReloadsWithoutWatching) {
    const std::string file = config_.write(saying("old"));
    std::vector<std::string> all = arguments(file);
    all.emplace_back("--no-watch");
    EngineProcess engine(all);
    engine.wait_for_event("ready");
    config_.write(saying("new"));
    engine.send_signal(SIGHUP);
    engine.wait_for_event("config_reloaded");
    EXPECT_EQ(said_of(engine, "1"), "new 1");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Reload, WithNoWatchAnEditIsLeftAlone) {
    const std::string file = config_.write(saying("old"));
    std::vector<std::string> all = arguments(file);
    all.emplace_back("--no-watch");
    EngineProcess engine(all);
    engine.wait_for_event("ready");
    config_.write(saying("new"));
    EXPECT_EQ(said_of(engine, "1"), "old 1");
    EXPECT_EQ(engine.terminate(), 0);
    for (const std::string& line : engine.lines()) {
        EXPECT_THAT(line, testing::Not(HasSubstr("config_reloaded")));
    }
}

TEST_F(Reload, AFileAddedToADirectoryTakesEffect) {
    config_.write(saying("first", "first"));
    const std::string directory = std::filesystem::path(config_.path("config.toml")).parent_path();
    EngineProcess engine({"run", "-d", directory, "--log-format", "json"});
    engine.wait_for_event("ready");
    std::ofstream(directory + "/more.toml") << saying("second", "second");
    const nlohmann::json reloaded = engine.wait_for_event("config_reloaded");
    EXPECT_EQ(reloaded.value("rules", 0), 2);
    EXPECT_EQ(reloaded.value("rules_unchanged", 0), 1);
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Reload, AFileReachedThroughALinkIsWatchedWhereItIs) {
    const std::string file = config_.write(saying("old"));
    const EngineConfig elsewhere;
    std::filesystem::create_symlink(file, elsewhere.path("link.toml"));
    EngineProcess engine(arguments(elsewhere.path("link.toml")));
    engine.wait_for_event("ready");
    config_.write(saying("new"));
    engine.wait_for_event("config_reloaded");
    EXPECT_EQ(said_of(engine, "1"), "new 1");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Reload, ADirectoryLinkThatIsTurnedTakesEffect) {
    const EngineConfig other;
    config_.write(saying("old"));
    other.write(saying("new"), "", config_.watched());
    const EngineConfig place;
    const std::string link = place.path("current");
    std::filesystem::create_directory_symlink(
        std::filesystem::path(config_.path("config.toml")).parent_path(), link);
    EngineProcess engine(arguments(link + "/config.toml"));
    engine.wait_for_event("ready");
    std::filesystem::create_directory_symlink(std::filesystem::path(other.path("config.toml")).parent_path(),
                                              place.path("next"));
    std::filesystem::rename(place.path("next"), link);
    engine.wait_for_event("config_reloaded");
    EXPECT_EQ(said_of(engine, "1"), "new 1");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Reload, TheLogLevelTakesEffect) {
    const std::string file = config_.write(saying("old"));
    EngineProcess engine(arguments(file));
    engine.wait_for_event("ready");
    config_.write("[engine]\nlog_level = \"debug\"\n" + saying("new"));
    engine.wait_for_event("config_reloaded");
    config_.drop("1");
    EXPECT_EQ(engine.wait_for_event("rule_matched").value("level", ""), "debug");
    EXPECT_EQ(engine.terminate(), 0);
}

}  // namespace
}  // namespace wee
