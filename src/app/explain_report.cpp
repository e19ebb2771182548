#include "app/explain_report.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "event/event_json.h"
#include "rules/explain.h"

namespace wee {
namespace {

using Json = nlohmann::ordered_json;

struct ExplainedRule {
    const Rule& rule;
    std::vector<Explanation> conditions;
    bool matched = false;
};

ExplainedRule explain_rule(const Rule& rule, const Event& event) {
    ExplainedRule explained{rule, explain_conditions(rule.trigger, event)};
    if (!rule.enabled) {
        explained.conditions.insert(explained.conditions.begin(),
                                    Explanation{"enabled = true", false, std::vector<std::string>{"false"}});
    }
    explained.matched = std::ranges::all_of(explained.conditions, &Explanation::passed);
    return explained;
}

std::vector<ExplainedRule> explain_rules(const std::vector<RuleConfig>& rules, const Event& event) {
    std::vector<ExplainedRule> explained;
    explained.reserve(rules.size());
    for (const RuleConfig& rule : rules) {
        explained.push_back(explain_rule(rule.rule, event));
    }
    return explained;
}

bool is_shown(const ExplainedRule& rule, ShownRules shown) {
    return rule.matched || shown == ShownRules::All;
}

// ---- for people ----

std::string headline(const Event& event) {
    std::string line(to_string(event.kind));
    for (const Field& field : event.metadata) {
        line += "  " + to_display(field.name()) + " = " + quote_for_display(field.value);
    }
    return line + (event.source.empty() ? "" : "  source = " + quote_for_display(event.source)) + '\n';
}

std::string seen_text(const Explanation& explanation) {
    if (!explanation.seen) {
        return "";
    }
    std::string text;
    for (const std::string& value : *explanation.seen) {
        text += (text.empty() ? "" : ", ") + quote_for_display(value);
    }
    return "   saw " + (text.empty() ? "nothing: the event does not have it" : text);
}

std::string_view verdict(bool passed) {
    return passed ? "PASS  " : "FAIL  ";
}

void append_tree(std::string& text, const Explanation& explanation, std::size_t indentation) {
    text.append(indentation, ' ').append(verdict(explanation.passed));
    text += to_display(explanation.condition) + seen_text(explanation) + '\n';
    for (const Explanation& child : explanation.children) {
        append_tree(text, child, indentation + 2);
    }
}

void append_rule(std::string& text, const ExplainedRule& rule) {
    text.append("  ").append(verdict(rule.matched)).append("rule ").append(quote_for_display(rule.rule.name));
    text += rule.rule.enabled ? "\n" : " is disabled\n";
    for (const Explanation& condition : rule.conditions) {
        append_tree(text, condition, 4);
    }
}

// ---- for programs ----

Json to_json_value(const Explanation& explanation) {
    Json seen;
    if (explanation.seen) {
        seen = Json::array();
        std::ranges::transform(*explanation.seen, std::back_inserter(seen), to_valid_utf8);
    }
    Json children = Json::array();
    std::ranges::transform(explanation.children, std::back_inserter(children), to_json_value);
    return {{"condition", to_valid_utf8(explanation.condition)},
            {"passed", explanation.passed},
            {"seen", std::move(seen)},
            {"children", std::move(children)}};
}

Json to_json_value(const ExplainedRule& rule) {
    Json conditions = Json::array();
    for (const Explanation& condition : rule.conditions) {
        conditions.push_back(to_json_value(condition));
    }
    return {{"name", to_valid_utf8(rule.rule.name)},
            {"matched", rule.matched},
            {"conditions", std::move(conditions)}};
}

}  // namespace

std::string explain_to_people(const std::vector<RuleConfig>& rules, const Event& event, ShownRules shown) {
    std::string text = headline(event);
    std::size_t matched = 0;
    for (const ExplainedRule& rule : explain_rules(rules, event)) {
        matched += rule.matched ? 1 : 0;
        if (is_shown(rule, shown)) {
            append_rule(text, rule);
        }
    }
    return text + "  " + std::to_string(matched) + " of " + std::to_string(rules.size()) + " rules match\n";
}

std::string explain_to_programs(const std::vector<RuleConfig>& rules, const Event& event, ShownRules shown) {
    Json explained = Json::array();
    for (const ExplainedRule& rule : explain_rules(rules, event)) {
        if (is_shown(rule, shown)) {
            explained.push_back(to_json_value(rule));
        }
    }
    return R"({"event":)" + to_json(event) + R"(,"rules":)" + explained.dump() + "}\n";
}

}  // namespace wee
