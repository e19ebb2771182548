#include "app/test_report.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace wee {
namespace {

TestConfig expecting(std::vector<std::string> rules,
                     std::optional<std::vector<std::string>> actions = std::nullopt) {
    return {"arrival\x1b", {}, std::move(rules), std::move(actions), "wee.toml:7"};
}

TEST(TestReport, APassedTestIsOneLine) {
    EXPECT_EQ(test_to_people(expecting({"a"}), {{"a"}, {}, true, true}), "PASS  arrival\\x1b\n");
}

TEST(TestReport, RulesThatDifferStandAmongThoseThatDoNot) {
    EXPECT_EQ(test_to_people(expecting({"c", "a"}), {{"a", "b"}, {}, false, true}),
              "FAIL  arrival\\x1b  (wee.toml:7)\n"
              "  rules that match (- expected, + actual):\n"
              "      a\n"
              "    + b\n"
              "    - c\n");
}

TEST(TestReport, ActionsThatDifferStandInTheirOrder) {
    EXPECT_EQ(test_to_people(expecting({}, {{"1", "2", "3", "4"}}), {{}, {"1", "x\n", "4"}, true, false}),
              "FAIL  arrival\\x1b  (wee.toml:7)\n"
              "  actions (- expected, + actual):\n"
              "      1\n"
              "    - 2\n"
              "    - 3\n"
              "    + x\\n\n"
              "      4\n");
    EXPECT_EQ(test_to_people(expecting({}, {{"1"}}), {{}, {"1", "1"}, true, false}),
              "FAIL  arrival\\x1b  (wee.toml:7)\n"
              "  actions (- expected, + actual):\n"
              "      1\n"
              "    + 1\n");
}

TEST(TestReport, ProgramsGetBothSides) {
    const auto line =
        nlohmann::json::parse(test_to_programs(expecting({"a"}), {{"b"}, {"log \"\xff\""}, false, true}));
    EXPECT_EQ(line.at("passed"), false);
    EXPECT_EQ(line.at("expected").at("rules").at(0), "a");
    EXPECT_TRUE(line.at("expected").at("actions").is_null());
    EXPECT_EQ(line.at("actual").at("actions").at(0), "log \"\\xff\"");
    EXPECT_EQ(line.at("place"), "wee.toml:7");
}

}  // namespace
}  // namespace wee
