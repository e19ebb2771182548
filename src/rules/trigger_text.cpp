#include "rules/trigger_text.h"

#include <array>
#include <charconv>
#include <string_view>

#include "base/text.h"
#include "rules/event_texts.h"

namespace wee {
namespace {

std::string name_of(const Subject& subject) {
    switch (subject.part) {
        case Subject::Part::FileName:
            return "file name";
        case Subject::Part::FullPath:
            return "path";
        case Subject::Part::ProcessName:
            return "process_name";
        case Subject::Part::Source:
            return "source";
        case Subject::Part::Field:
            break;
    }
    return to_display(subject.field.text());
}

std::string_view name_of(TextLiteral::Place place) {
    switch (place) {
        case TextLiteral::Place::Whole:
            return "=";
        case TextLiteral::Place::Start:
            return "starts_with";
        case TextLiteral::Place::End:
            return "ends_with";
        case TextLiteral::Place::Anywhere:
            break;
    }
    return "contains";
}

std::string_view name_of(NumberCondition::Relation relation) {
    switch (relation) {
        case NumberCondition::Relation::Equal:
            return "=";
        case NumberCondition::Relation::Greater:
            return "greater";
        case NumberCondition::Relation::Less:
            break;
    }
    return "less";
}

std::string_view name_of(CompositeKind kind) {
    switch (kind) {
        case CompositeKind::All:
            return "all";
        case CompositeKind::Any:
            return "any";
        case CompositeKind::Not:
            break;
    }
    return "not";
}

std::string number_text(double number) {
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), written.ptr};
}

/// ` "*.txt"`, behind the word for how the pattern is held against the text.
struct PatternText {
    std::string operator()(const TextLiteral& literal) const {
        return std::string(name_of(literal.place)) + ' ' + quote_for_display(literal.text);
    }
    std::string operator()(const Glob& glob) const { return "glob " + quote_for_display(glob.pattern()); }
    template <typename Expression>
    std::string operator()(const Expression& expression) const {
        return "matches " + quote_for_display(expression.pattern());
    }
};

struct ConditionText {
    std::string operator()(const KindCondition& condition) const {
        if (condition.kinds == kFileKinds) {
            return "type = \"file\"";
        }
        std::string names;
        std::size_t count = 0;
        for (const EventKind kind : all_event_kinds()) {
            if (condition.kinds.contains(kind)) {
                names += (count++ == 0 ? "\"" : ", \"") + std::string(to_snake_case(kind)) + '"';
            }
        }
        return "type = " + (count == 1 ? names : '[' + names + ']');
    }
    std::string operator()(const TextCondition& condition) const {
        return name_of(condition.subject) + ' ' + std::visit(PatternText{}, condition.pattern);
    }
    std::string operator()(const PathUnderCondition& condition) const {
        return "path = " + quote_for_display(condition.path);
    }
    std::string operator()(const ExistsCondition& condition) const {
        return to_display(condition.field.text()) + " exists";
    }
    std::string operator()(const NumberCondition& condition) const {
        return to_display(condition.field.text()) + ' ' + std::string(name_of(condition.relation)) + ' ' +
               number_text(condition.bound);
    }
    std::string operator()(const CompositeCondition& condition) const {
        return std::string(name_of(condition.kind));
    }
};

}  // namespace

std::string describe_condition(const Trigger& trigger) {
    return std::visit(ConditionText{}, trigger.condition);
}

}  // namespace wee
