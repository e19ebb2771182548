#include "rules/explain.h"

#include <algorithm>
#include <utility>

#include "rules/event_texts.h"
#include "rules/trigger_text.h"

namespace wee {
namespace {

using Seen = std::vector<std::string>;

Seen field_value(const Event& event, const FieldName& name) {
    const std::string* value = event.metadata.find(name);
    return value == nullptr ? Seen() : Seen{*value};
}

/// What a single condition looks at.
class SeenBy {
public:
    explicit SeenBy(const EventTexts& texts) : texts_(texts) {}

    Seen operator()(const KindCondition&) const { return {std::string(to_snake_case(texts_.event().kind))}; }
    Seen operator()(const TextCondition& condition) const {
        const EventTexts::Texts texts = texts_.of(condition.subject);
        return {texts.begin(), texts.end()};
    }
    Seen operator()(const PathUnderCondition&) const {
        Seen seen;
        for (const EventTexts::Path& path : texts_.paths()) {
            seen.emplace_back(path.full);
        }
        return seen;
    }
    Seen operator()(const ExistsCondition& condition) const {
        return field_value(texts_.event(), condition.field);
    }
    Seen operator()(const NumberCondition& condition) const {
        return field_value(texts_.event(), condition.field);
    }
    Seen operator()(const CompositeCondition&) const { return {}; }

private:
    const EventTexts& texts_;
};

bool holds(CompositeKind kind, const std::vector<Explanation>& children) {
    const auto passed = [](const Explanation& child) { return child.passed; };
    switch (kind) {
        case CompositeKind::All:
            return std::ranges::all_of(children, passed);
        case CompositeKind::Any:
            return std::ranges::any_of(children, passed);
        case CompositeKind::Not:
            break;
    }
    return !children.front().passed;
}

Explanation explain_with(const Trigger& trigger, const EventTexts& texts) {
    Explanation explanation;
    explanation.condition = trigger.label.empty() ? describe_condition(trigger) : trigger.label;
    const auto* composite = std::get_if<CompositeCondition>(&trigger.condition);
    if (composite == nullptr) {
        explanation.passed = is_met(trigger, texts);
        explanation.seen = std::visit(SeenBy(texts), trigger.condition);
        return explanation;
    }
    explanation.children.reserve(composite->children.size());
    for (const Trigger& child : composite->children) {
        explanation.children.push_back(explain_with(child, texts));
    }
    explanation.passed = holds(composite->kind, explanation.children);
    return explanation;
}

bool is_table_of_keys(const Trigger& trigger) {
    const auto* composite = std::get_if<CompositeCondition>(&trigger.condition);
    return composite != nullptr && composite->kind == CompositeKind::All && trigger.label.empty();
}

}  // namespace

Explanation explain(const Trigger& trigger, const Event& event) {
    return explain_with(trigger, EventTexts(event));
}

std::vector<Explanation> explain_conditions(const Trigger& trigger, const Event& event) {
    Explanation whole = explain(trigger, event);
    if (is_table_of_keys(trigger)) {
        return std::move(whole.children);
    }
    std::vector<Explanation> conditions;
    conditions.push_back(std::move(whole));
    return conditions;
}

}  // namespace wee
