#include "app/test_report.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace wee {
namespace {

using Json = nlohmann::ordered_json;
using Lines = std::vector<std::string>;

void append_line(std::string& text, char mark, const std::string& line) {
    text.append("    ").append(1, mark).append(" ").append(to_display(line)).append("\n");
}

/// Both lists sorted, what they share without a mark.
void append_set_difference(std::string& text, Lines expected, Lines actual) {
    std::ranges::sort(expected);
    std::ranges::sort(actual);
    Lines all;
    std::ranges::set_union(expected, actual, std::back_inserter(all));
    for (const std::string& line : all) {
        const bool is_expected = std::ranges::binary_search(expected, line);
        const bool is_actual = std::ranges::binary_search(actual, line);
        append_line(text, is_expected == is_actual ? ' ' : is_expected ? '-' : '+', line);
    }
}

/// In order: the common beginning and end without a mark, what is between them as removed and added.
void append_list_difference(std::string& text, const Lines& expected, const Lines& actual) {
    const auto [expected_begin, actual_begin] = std::ranges::mismatch(expected, actual);
    auto expected_end = expected.end();
    auto actual_end = actual.end();
    while (expected_end != expected_begin && actual_end != actual_begin &&
           *std::prev(expected_end) == *std::prev(actual_end)) {
        --expected_end;
        --actual_end;
    }
    const auto append = [&text](char mark, auto begin, auto end) {
        std::for_each(begin, end, [&](const std::string& line) { append_line(text, mark, line); });
    };
    append(' ', expected.begin(), expected_begin);
    append('-', expected_begin, expected_end);
    append('+', actual_begin, actual_end);
    append(' ', expected_end, expected.end());
}

Json to_json_value(const Lines& lines) {
    Json array = Json::array();
    std::ranges::transform(lines, std::back_inserter(array), to_valid_utf8);
    return array;
}

}  // namespace

std::string test_to_people(const TestConfig& test, const FixtureOutcome& outcome) {
    const std::string name = to_display(test.name);
    if (outcome.passed()) {
        return "PASS  " + name + '\n';
    }
    std::string text =
        "FAIL  " + name + (test.place.empty() ? "" : "  (" + to_display(test.place) + ")") + '\n';
    if (!outcome.rules_agree) {
        text += "  rules that match (- expected, + actual):\n";
        append_set_difference(text, test.rules, outcome.rules);
    }
    if (!outcome.actions_agree) {
        text += "  actions (- expected, + actual):\n";
        append_list_difference(text, *test.actions, outcome.actions);
    }
    return text;
}

std::string test_to_programs(const TestConfig& test, const FixtureOutcome& outcome) {
    const Json line = {
        {"name", to_valid_utf8(test.name)},
        {"passed", outcome.passed()},
        {"place", to_valid_utf8(test.place)},
        {"expected",
         {{"rules", to_json_value(test.rules)},
          {"actions", test.actions ? to_json_value(*test.actions) : Json()}}},
        {"actual", {{"rules", to_json_value(outcome.rules)}, {"actions", to_json_value(outcome.actions)}}}};
    return line.dump() + '\n';
}

}  // namespace wee
