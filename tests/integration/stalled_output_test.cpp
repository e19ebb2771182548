#include <chrono>
#include <csignal>
#include <string>

#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

constexpr std::chrono::seconds kTimeToFlood{120};
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr std::chrono::seconds kTimeToEnd{2};
#else
constexpr std::chrono::seconds kTimeToEnd{1};
#endif

/// More than the log's queue holds, either by the number of lines or by their length.
struct Flood {
    int files = 100;
    int lines_per_file = 0;
    std::string message{};

    [[nodiscard]] int lines() const { return files * lines_per_file; }
};

/// For every file the flood's log lines, and behind them a file of the same name as a mark.
std::string write_chatty_config(const EngineConfig& config, const Flood& flood) {
    std::string actions;
    for (int i = 0; i < flood.lines_per_file; ++i) {
        actions += "{ type = \"log\", message = \"" + flood.message + "\" }, ";
    }
    actions += "{ type = \"execute\", command = \"touch\", args = [\"{{FILENAME}}\"], working_dir = '" +
               config.path("") + "' }";
    return config.write(
        "[[rules]]\nname = \"chatty\"\ntrigger = { type = \"file_created\" }\naction = [" + actions + "]\n",
        "pattern = \"*\"");
}

/// Returns once the engine has logged everything, while nobody reads it.
void let_it_log(const EngineConfig& config, const Flood& flood, EngineProcess& engine) {
    engine.wait_for_event("ready");
    for (int i = 1; i < flood.files; ++i) {
        config.drop(std::to_string(i));
    }
    config.drop("last");
    ASSERT_TRUE(config.wait_for_file("last", kTimeToFlood)) << "the log holds up the rules or the executor";
}

TEST(StalledOutput, HoldsUpNeitherTheRulesNorTheEnd) {
    const EngineConfig config;
    const Flood flood{.lines_per_file = 2'000, .message = "x"};
    EngineProcess engine({"run", "-c", write_chatty_config(config, flood), "--log-format", "json"});
    let_it_log(config, flood, engine);

    const auto start = std::chrono::steady_clock::now();
    engine.send_signal(SIGTERM);
    EXPECT_EQ(engine.wait_for_exit_unread(), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - start, kTimeToEnd);

    engine.read_to_end();
    EXPECT_GT(engine.lines().size(), 100U);  // what the pipe had room for
    for (const std::string& line : engine.lines()) {
        EXPECT_TRUE(nlohmann::json::accept(line)) << line;
    }
}

TEST(StalledOutput, ALateReaderIsToldHowManyLinesAreMissing) {
    const EngineConfig config;
    const Flood flood{.lines_per_file = 10, .message = std::string(10'000, 'x')};
    EngineProcess engine({"run", "-c", write_chatty_config(config, flood), "--log-format", "json"});
    let_it_log(config, flood, engine);

    engine.wait_for_event("log_lines_dropped");
    EXPECT_EQ(engine.terminate(), 0);
    int seen = 0;
    int dropped = 0;
    for (const std::string& line : engine.lines()) {
        const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
        ASSERT_TRUE(object.is_object()) << line;
        const std::string event = object.value("event", "");
        seen += event == "log" || event == "action_succeeded" ? 1 : 0;
        dropped += event == "log_lines_dropped" ? object.value("dropped", 0) : 0;
    }
    EXPECT_GT(dropped, 0);
    EXPECT_EQ(seen + dropped, flood.lines() + flood.files);
    EXPECT_EQ(nlohmann::json::parse(engine.lines().back()).value("event", ""), "summary");
}

}  // namespace
}  // namespace wee
