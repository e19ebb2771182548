#include "rules/trigger.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/glob_literal.h"
#include "rules/event_texts.h"
#include "rules/kind_bounds.h"
#include "rules/path_under.h"

namespace wee {
namespace {

bool stands_so(const std::string& value, const NumberCondition& condition) {
    double number = 0;
    const char* end = value.data() + value.size();
    const auto [parsed, error] = std::from_chars(value.data(), end, number);
    if (error != std::errc() || parsed != end) {
        return false;
    }
    switch (condition.relation) {
        case NumberCondition::Relation::Equal:
            return number == condition.bound;
        case NumberCondition::Relation::Greater:
            return number > condition.bound;
        case NumberCondition::Relation::Less:
            return number < condition.bound;
    }
    return false;
}

struct PatternMatch {
    bool operator()(const TextLiteral& literal) const { return literal.matches(text); }
    bool operator()(const Glob& glob) const { return glob.matches(text); }
    bool operator()(const Regex& regex) const { return regex.matches_part_of(text); }
    std::string_view text;
};

class Evaluation {
public:
    explicit Evaluation(const EventTexts& event) : event_(event) {}

    bool operator()(const KindCondition& condition) const {
        return condition.kinds.contains(event_.event().kind);
    }

    bool operator()(const TextCondition& condition) const {
        const EventTexts::Texts texts = event_.of(condition.subject);
        return std::ranges::any_of(
            texts, [&](std::string_view text) { return std::visit(PatternMatch{text}, condition.pattern); });
    }

    bool operator()(const PathUnderCondition& condition) const {
        return std::ranges::any_of(
            event_.paths(), [&](const EventTexts::Path& path) { return lies_under(path.full, condition); });
    }

    bool operator()(const ExistsCondition& condition) const {
        return event_.event().metadata.find(condition.field) != nullptr;
    }

    bool operator()(const NumberCondition& condition) const {
        const std::string* value = event_.event().metadata.find(condition.field);
        return value != nullptr && stands_so(*value, condition);
    }

    bool operator()(const CompositeCondition& condition) const {
        const auto met = [this](const Trigger& child) { return std::visit(*this, child.condition); };
        switch (condition.kind) {
            case CompositeKind::All:
                return std::ranges::all_of(condition.children, met);
            case CompositeKind::Any:
                return std::ranges::any_of(condition.children, met);
            case CompositeKind::Not:
                return !met(condition.children.front());
        }
        return false;
    }

private:
    const EventTexts& event_;
};

}  // namespace

EventKindSet possible_kinds(const Trigger& trigger) {
    return bounds_of(trigger).possible;
}

bool is_met(const Trigger& trigger, const EventTexts& event) {
    return std::visit(Evaluation(event), trigger.condition);
}

bool TextLiteral::matches(std::string_view value) const {
    switch (place) {
        case Place::Whole:
            return equals_literal(value, text, sensitivity);
        case Place::Start:
            return starts_with_literal(value, text, sensitivity);
        case Place::End:
            return ends_with_literal(value, text, sensitivity);
        case Place::Anywhere:
            return contains_literal(value, text, sensitivity);
    }
    return false;
}

}  // namespace wee
