#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kRules = R"(
[[rules]]
name = "texts"
trigger = { type = "file_created", pattern = "*.txt" }
action = { type = "execute", command = "touch", args = ["{{EVENT_PATH}}.seen"] }

[[rules]]
name = "never"
trigger = { type = "file_deleted" }
action = { type = "log", message = "never" }
)";

std::string created(const std::string& path) {
    return R"({"timestamp":"2026-11-23T12:00:00Z","kind":"FileCreated","source":"files",)"
           R"("metadata":{"path":")" +
           path + "\"}}";
}

class Replay : public testing::Test {
protected:
    [[nodiscard]] FinishedProcess replay(const std::string& lines, std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"replay", "-c", config_.write(kRules), write("events.jsonl", lines)});
        return run_to_end(more);
    }
    [[nodiscard]] std::string write(const std::string& name, const std::string& text) const {
        config_.drop(name, text);
        return config_.watched() + '/' + name;
    }
    static nlohmann::json last_line(const FinishedProcess& finished) {
        const std::string& output = finished.output;
        const std::size_t start = output.rfind('\n', output.size() - 2);
        return nlohmann::json::parse(output.substr(start == std::string::npos ? 0 : start), nullptr, false);
    }

    EngineConfig config_;
};

TEST_F(Replay, SaysWhatWouldRunAndRunsNothing) {
    const std::string path = config_.watched() + "/a.txt";
    const FinishedProcess finished = replay(created(path) + "\r\n\n" + created("/b.md"));
    EXPECT_EQ(finished.exit_code, 0) << finished.error;
    EXPECT_THAT(finished.output, StartsWith("rule \"texts\" would run: execute \"touch\""));
    EXPECT_THAT(finished.output, HasSubstr("2 events, 1 match, 1 run (dry: nothing was executed)\n"
                                           "  \"texts\": 1\n  1 rule matched nothing\n"));
    EXPECT_THAT(finished.output, HasSubstr(" events/s\n"));
    EXPECT_FALSE(std::filesystem::exists(path + ".seen"));
}

TEST_F(Replay, RunsTheActionsWhenToldTo) {
    const std::string path = config_.watched() + "/a.txt";
    const FinishedProcess finished = replay(created(path), {"--execute", "--json"});
    EXPECT_EQ(finished.exit_code, 0) << finished.error;
    EXPECT_TRUE(std::filesystem::exists(path + ".seen"));
    EXPECT_EQ(last_line(finished).at("actions_succeeded"), 1);
}

TEST_F(Replay, GivesProgramsTheResultInItsLastLine) {
    const FinishedProcess finished =
        run_to_end({"replay", "-", "--json", "-c", config_.write(kRules)},
                   {.standard_input = created("/a.txt") + "\n" + created("/b.txt") + "\n" + created("/c")});
    EXPECT_EQ(finished.exit_code, 0) << finished.error;
    const nlohmann::json result = last_line(finished);
    EXPECT_EQ(result.at("events"), 3);
    EXPECT_EQ(result.at("matched"), 2);
    EXPECT_GT(result.at("events_per_second"), 0);
    EXPECT_EQ(result.at("rules"), (nlohmann::json{{"texts", 2}, {"never", 0}}));
    EXPECT_EQ(result.at("runs"), 2);
    EXPECT_EQ(nlohmann::json::parse(finished.output.substr(0, finished.output.find('\n'))).at("event"),
              "would_run");
}

TEST_F(Replay, TheLogLevelLeavesTheRunsOut) {
    EXPECT_THAT(replay(created("/a.txt"), {"-l", "warn"}).output, StartsWith("1 event, 1 match"));
}

TEST_F(Replay, StopsAtABadLineOrCountsIt) {
    const std::string lines = created("/a.txt") + "\n\n{\"kind\": \"Nonsense\"}\n" + created("/b.txt");
    const FinishedProcess stopped = replay(lines, {"--json"});
    EXPECT_EQ(stopped.exit_code, 2);
    EXPECT_THAT(stopped.error, HasSubstr("events.jsonl:3: the event's \"kind\" is \"Nonsense\""));
    EXPECT_EQ(last_line(stopped).at("events"), 1);
    const FinishedProcess skipped = replay(lines, {"--json", "--skip-bad-lines"});
    EXPECT_EQ(skipped.exit_code, 0);
    EXPECT_EQ(last_line(skipped).at("events"), 2);
    EXPECT_EQ(last_line(skipped).at("bad_lines"), 1);
    EXPECT_THAT(skipped.output, HasSubstr("events.jsonl:3: "));
}

TEST_F(Replay, RefusesALineOf100Megabytes) {
    const FinishedProcess finished = replay(std::string(100'000'000, '{'));
    EXPECT_EQ(finished.exit_code, 2);
    EXPECT_THAT(finished.error, HasSubstr("events.jsonl:1: the line is longer than"));
    EXPECT_LT(finished.error.size(), 500U);
}

TEST_F(Replay, RefusesWhatItCannotRead) {
    const std::string config = config_.write(kRules);
    EXPECT_THAT(run_to_end({"replay", "-c", config, "/no/such"}).error, HasSubstr("there is no such file"));
    EXPECT_EQ(run_to_end({"replay", "-c", config, "/no/such"}).exit_code, 2);
    EXPECT_EQ(run_to_end({"replay", "-c", config, config_.watched()}).exit_code, 2);
    EXPECT_EQ(
        run_to_end({"replay", "-c", config, write("a", created("/a.txt")), "--speed", "slow"}).exit_code, 2);
    EXPECT_EQ(run_to_end({"replay", "-c", config_.write("[[rules]]\n"), "/no/such"}).exit_code, 2);
}

TEST_F(Replay, EndsSoonWhenToldToWhileItWaits) {
    std::string late = created("/late.txt");
    late.replace(late.find("2026"), 4, "2027");
    EngineProcess process({"replay", "--speed", "recorded", "-c", config_.write(kRules), "--log-format",
                           "json", write("events.jsonl", created("/a.txt") + "\n" + late)});
    process.wait_for_event("would_run");
    EXPECT_EQ(process.terminate(), 0);
    EXPECT_THAT(process.lines().back(), Not(HasSubstr("late")));
}

TEST_F(Replay, IsASourceToo) {
    const std::string events = write("events.jsonl", created("/a.txt") + "\n" + created("/b.md"));
    const std::string path = config_.path("replay.toml");
    config_.drop("../replay.toml", "[[sources]]\nname = \"again\"\ntype = \"replay\"\npath = '" + events +
                                       "'\nspeed = \"recorded\"\n" + kRules);
    EngineProcess engine({"run", "--dry-run", "-c", path, "--log-format", "json"});
    int awaited = 2;  // they come from two threads
    engine.wait_for_line([&awaited](const std::string& line) {
        awaited -= line.find("\"would_run\"") != std::string::npos ? 1 : 0;
        awaited -= line.find("has replayed all 2 events") != std::string::npos ? 1 : 0;
        return awaited == 0;
    });
    EXPECT_EQ(engine.terminate(), 0);
}

}  // namespace
}  // namespace wee
