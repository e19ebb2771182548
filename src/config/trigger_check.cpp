#include "config/trigger_check.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "config/findings.h"
#include "rules/event_texts.h"

namespace wee {
namespace {

using Conjuncts = std::vector<const Trigger*>;

const CompositeCondition* as_composite(const Trigger& trigger, CompositeKind kind) {
    const auto* composite = std::get_if<CompositeCondition>(&trigger.condition);
    return composite != nullptr && composite->kind == kind ? composite : nullptr;
}

void flatten(const Trigger& trigger, Conjuncts& conjuncts) {
    const CompositeCondition* all = as_composite(trigger, CompositeKind::All);
    if (all == nullptr) {
        conjuncts.push_back(&trigger);
        return;
    }
    for (const Trigger& child : all->children) {
        flatten(child, conjuncts);
    }
}

/// The field that everything in a condition is about; nothing when there is more than one, or another subject.
std::optional<FieldName> field_of(const Trigger& trigger) {
    if (const auto* text = std::get_if<TextCondition>(&trigger.condition)) {
        return text->subject.part == Subject::Part::Field ? std::optional(text->subject.field) : std::nullopt;
    }
    if (const auto* number = std::get_if<NumberCondition>(&trigger.condition)) {
        return number->field;
    }
    if (const auto* exists = std::get_if<ExistsCondition>(&trigger.condition)) {
        return exists->field;
    }
    const auto* composite = std::get_if<CompositeCondition>(&trigger.condition);
    if (composite == nullptr || composite->children.empty()) {
        return std::nullopt;
    }
    const std::optional<FieldName> field = field_of(composite->children.front());
    const auto is_about_it = [&field](const Trigger& child) { return field_of(child) == field; };
    return field && std::ranges::all_of(composite->children, is_about_it) ? field : std::nullopt;
}

/// The value that a condition wants, letter by letter.
const std::string* only_value(const Trigger& trigger) {
    const auto* text = std::get_if<TextCondition>(&trigger.condition);
    const auto* literal = text == nullptr ? nullptr : std::get_if<TextLiteral>(&text->pattern);
    const bool is_exact = literal != nullptr && literal->place == TextLiteral::Place::Whole &&
                          literal->sensitivity == CaseSensitivity::Sensitive;
    return is_exact ? &literal->text : nullptr;
}

/// All values that make a condition true; none when that cannot be said.
std::vector<const std::string*> values_of(const Trigger& trigger) {
    std::vector<const std::string*> values;
    if (const CompositeCondition* any = as_composite(trigger, CompositeKind::Any)) {
        std::ranges::transform(any->children, std::back_inserter(values), only_value);
    } else {
        values.push_back(only_value(trigger));
    }
    return std::ranges::find(values, nullptr) == values.end() ? values : std::vector<const std::string*>();
}

bool meets_all(const Conjuncts& conditions, const FieldName& field, const std::string& value) {
    Event event;
    event.metadata.set(field.text(), value);
    const EventTexts texts(event);
    return std::ranges::all_of(conditions,
                               [&texts](const Trigger* condition) { return is_met(*condition, texts); });
}

/// Whether there are values to try, and none of them meets all.
bool no_listed_value_meets(const Conjuncts& conditions, const FieldName& field) {
    constexpr std::size_t kMostComparisons = 100'000;  // this is a help, not worth more time
    for (const Trigger* condition : conditions) {
        const std::vector<const std::string*> values = values_of(*condition);
        if (!values.empty()) {
            return values.size() * conditions.size() < kMostComparisons &&
                   std::ranges::none_of(values, [&](const std::string* value) {
                       return meets_all(conditions, field, *value);
                   });
        }
    }
    return false;
}

/// Whether the bounds of its numbers leave none between them.
bool has_empty_range(const Conjuncts& conditions) {
    double above = -std::numeric_limits<double>::infinity();
    double below = std::numeric_limits<double>::infinity();
    for (const Trigger* condition : conditions) {
        const auto* number = std::get_if<NumberCondition>(&condition->condition);
        if (number != nullptr && number->relation == NumberCondition::Relation::Greater) {
            above = std::max(above, number->bound);
        } else if (number != nullptr && number->relation == NumberCondition::Relation::Less) {
            below = std::min(below, number->bound);
        }
    }
    return above >= below;
}

/// Whether the field has to be there and to be missing.
bool is_there_and_missing(const Conjuncts& conditions) {
    const auto wants_it_missing = [](const Trigger* condition) {
        const CompositeCondition* negation = as_composite(*condition, CompositeKind::Not);
        return negation != nullptr &&
               std::holds_alternative<ExistsCondition>(negation->children.front().condition);
    };
    const auto wants_it_there = [](const Trigger* condition) {
        return !std::holds_alternative<CompositeCondition>(condition->condition);
    };
    return std::ranges::any_of(conditions, wants_it_missing) &&
           std::ranges::any_of(conditions, wants_it_there);
}

std::string why_no_value_meets(const Conjuncts& conditions, const FieldName& field) {
    if (!no_listed_value_meets(conditions, field) && !has_empty_range(conditions) &&
        !is_there_and_missing(conditions)) {
        return {};
    }
    constexpr std::size_t kMostShown = 4;
    std::string labels;
    for (std::size_t shown = 0; shown < std::min(kMostShown, conditions.size()); ++shown) {
        labels += (labels.empty() ? "" : ", ") + key_text(conditions[shown]->label);
    }
    return "no " + key_text(field.text()) + " meets all of " + labels +
           "; for either of several values write a list";
}

/// Whether the trigger (or, negated, its opposite) says nothing of what has to be.
bool excludes(const Trigger& trigger, bool is_negated) {
    const auto* composite = std::get_if<CompositeCondition>(&trigger.condition);
    if (composite == nullptr) {
        return is_negated;
    }
    if (composite->kind == CompositeKind::Not) {
        return excludes(composite->children.front(), !is_negated);
    }
    const auto of_child = [is_negated](const Trigger& child) { return excludes(child, is_negated); };
    // "not all of them" is "any of them not".
    const bool is_all = (composite->kind == CompositeKind::All) != is_negated;
    return is_all ? std::ranges::all_of(composite->children, of_child)
                  : std::ranges::any_of(composite->children, of_child);
}

}  // namespace

std::string why_never_true(const Trigger& trigger) {
    if (possible_kinds(trigger).empty()) {
        return "no kind of event meets all of it; for either of several kinds write `any`, or a rule for "
               "each";
    }
    Conjuncts conjuncts;
    flatten(trigger, conjuncts);
    std::map<std::string, Conjuncts, std::less<>> by_field;
    for (const Trigger* condition : conjuncts) {
        if (const std::optional<FieldName> field = field_of(*condition)) {
            by_field[std::string(field->text())].push_back(condition);
        }
    }
    for (const auto& [name, conditions] : by_field) {
        std::string reason =
            conditions.size() < 2 ? std::string() : why_no_value_meets(conditions, FieldName::of(name));
        if (!reason.empty()) {
            return reason;
        }
    }
    return {};
}

bool only_excludes(const Trigger& trigger) {
    return excludes(trigger, false);
}

}  // namespace wee
