#include <unistd.h>

#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kCreated = R"({"kind":"FileCreated","metadata":{"path":"/in/a.txt"}})";
constexpr const char* kDeleted = R"({"kind":"FileDeleted","metadata":{"path":"/in/\u001b[31mb.md"}})";

constexpr const char* kRules = R"(
[[rules]]
name = "texts"
trigger = { type = "file_created", pattern = "*.txt" }
action = { type = "log", message = "new" }

[[rules]]
name = "off"
enabled = false
trigger = { type = "file" }
action = { type = "log", message = "off" }
)";

class Explain : public testing::Test {
protected:
    [[nodiscard]] FinishedProcess explain(const std::string& file_name, const std::string& events,
                                          std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"explain", "-c", config_.write(kRules), write(file_name, events)});
        return run_to_end(more);
    }
    [[nodiscard]] std::string write(const std::string& name, const std::string& text) const {
        config_.drop(name, text);
        return config_.watched() + '/' + name;
    }

    EngineConfig config_;
};

TEST_F(Explain, ShowsEveryConditionOfEveryRule) {
    const FinishedProcess explained = explain("event.json", kDeleted);
    EXPECT_EQ(explained.exit_code, 0) << explained.error;
    EXPECT_THAT(explained.output, AllOf(HasSubstr("FAIL  rule \"texts\""), HasSubstr("saw \"file_deleted\""),
                                        HasSubstr("rule \"off\" is disabled"), HasSubstr("*.txt"),
                                        HasSubstr("0 of 2 rules match")));
    EXPECT_THAT(explained.output, AllOf(HasSubstr("saw \"\\x1b[31mb.md\""), Not(HasSubstr("\x1b"))));
}

TEST_F(Explain, ReadsAnEventAnArrayOrALineForEach) {
    const std::string created(kCreated);
    for (const std::string& events :
         {created, created + "\n", "[" + created + "]", "[\n" + created + "\n]", "{\n" + created.substr(1),
          created + "\n\n" + created + "\r\n", created + "\n" + kDeleted}) {
        const FinishedProcess explained = explain("events.json", events);
        EXPECT_EQ(explained.exit_code, 0) << events << explained.error;
        EXPECT_THAT(explained.output, HasSubstr("PASS  rule \"texts\"")) << events;
    }
}

TEST_F(Explain, GivesProgramsALineAnEvent) {
    const FinishedProcess explained =
        run_to_end({"explain", "--json", "-", "-c", config_.write(kRules)},
                   {.standard_input = std::string(kCreated) + "\n" + kDeleted + "\n"});
    ASSERT_EQ(explained.exit_code, 0) << explained.error;
    const std::size_t end = explained.output.find('\n');
    const auto first = nlohmann::json::parse(explained.output.substr(0, end));
    const auto second = nlohmann::json::parse(explained.output.substr(end));
    EXPECT_EQ(first.size(), 2U);
    EXPECT_EQ(first.at("event").at("metadata").at("path"), "/in/a.txt");
    ASSERT_EQ(first.at("rules").size(), 2U);
    EXPECT_EQ(first.at("rules").at(0).at("name"), "texts");
    EXPECT_EQ(first.at("rules").at(0).at("matched"), true);
    EXPECT_EQ(first.at("rules").at(1).at("matched"), false);
    EXPECT_EQ(first.at("rules").at(1).at("conditions").at(0).at("condition"), "enabled = true");
    const auto& pattern = second.at("rules").at(0).at("conditions").at(1);
    EXPECT_EQ(pattern.at("passed"), false);
    EXPECT_EQ(pattern.at("seen").at(0), "\x1b[31mb.md");
    EXPECT_TRUE(pattern.at("children").empty());
}

TEST_F(Explain, LeavesOutRulesThatDoNotMatch) {
    const FinishedProcess explained = explain("event.json", kCreated, {"--matched-only", "--json"});
    EXPECT_EQ(nlohmann::json::parse(explained.output).at("rules").size(), 1U);
    EXPECT_THAT(explain("event.json", kDeleted, {"--matched-only"}).output,
                AllOf(Not(HasSubstr("rule \"")), HasSubstr("0 of 2 rules match")));
}

TEST_F(Explain, ExplainsALineAsSoonAsItIsThere) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const int own_input = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    EngineProcess process({"explain", "-", "--json", "-c", config_.write(kRules)});
    dup2(own_input, STDIN_FILENO);
    close(own_input);
    close(ends[0]);
    const std::string line = std::string(kCreated) + "\n";
    ASSERT_EQ(::write(ends[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
    EXPECT_TRUE(
        process.wait_for_line([](const std::string& text) { return text.starts_with("{\"event\""); }));
    process.send_signal(SIGTERM);
    close(ends[1]);
    process.wait_for_exit();
}

TEST_F(Explain, SaysWhatIsWrongWithTheEvents) {
    const FinishedProcess nonsense = explain("events.json", "{\n\"kind\" 7}");
    EXPECT_EQ(nonsense.exit_code, 2);
    EXPECT_THAT(nonsense.error, HasSubstr("events.json: the text is not valid JSON near line 2, column 8"));
    const FinishedProcess second = explain("events.json", std::string(kCreated) + "\n{}\n");
    EXPECT_EQ(second.exit_code, 2);
    EXPECT_THAT(second.error, HasSubstr("events.json:2: the event has no \"kind\""));
    EXPECT_THAT(second.output, HasSubstr("PASS  rule \"texts\""));
    EXPECT_EQ(explain("events.json", "").exit_code, 2);
    EXPECT_EQ(run_to_end({"explain", "-c", config_.write(kRules), "/no/such"}).exit_code, 2);
    EXPECT_EQ(run_to_end({"explain", "-c", config_.write(kRules), config_.watched()}).exit_code, 2);
    const FinishedProcess broken = run_to_end({"explain", "-c", config_.write("[[rules]]\n"), "/no/such"});
    EXPECT_EQ(broken.exit_code, 2);
    EXPECT_THAT(broken.error, HasSubstr("config.toml:6:1: error: "));
}

}  // namespace
}  // namespace wee
