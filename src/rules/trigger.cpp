#include "rules/trigger.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/glob_character.h"
#include "base/glob_literal.h"
#include "base/path_text.h"
#include "rules/event_texts.h"

namespace wee {
namespace {

EventKindSet without(EventKindSet kinds) {
    EventKindSet others;
    for (const EventKind kind : all_event_kinds()) {
        if (!kinds.contains(kind)) {
            others.insert(kind);
        }
    }
    return others;
}

/// The kinds of event that make a trigger true whatever else they hold, and those that might.
struct KindBounds {
    EventKindSet certain;
    EventKindSet possible;
};

KindBounds bounds_of(const Trigger& trigger);

struct BoundsOfCondition {
    KindBounds operator()(const KindCondition& condition) const { return {condition.kinds, condition.kinds}; }
    KindBounds operator()(const PathUnderCondition&) const { return {{}, kFileKinds}; }
    KindBounds operator()(const ExistsCondition&) const { return {{}, EventKindSet::all()}; }
    KindBounds operator()(const NumberCondition&) const { return {{}, EventKindSet::all()}; }

    KindBounds operator()(const TextCondition& condition) const {
        const bool needs_path = condition.subject.part == Subject::Part::FileName ||
                                condition.subject.part == Subject::Part::FullPath;
        return {{}, needs_path ? kFileKinds : EventKindSet::all()};
    }

    KindBounds operator()(const CompositeCondition& condition) const {
        if (condition.kind == CompositeKind::Not) {
            const KindBounds child = bounds_of(condition.children.front());
            return {without(child.possible), without(child.certain)};
        }
        const bool all = condition.kind == CompositeKind::All;
        const EventKindSet start = all ? EventKindSet::all() : EventKindSet();
        KindBounds bounds{start, start};
        for (const Trigger& trigger : condition.children) {
            const KindBounds child = bounds_of(trigger);
            bounds.certain = all ? bounds.certain & child.certain : bounds.certain | child.certain;
            bounds.possible = all ? bounds.possible & child.possible : bounds.possible | child.possible;
        }
        return bounds;
    }
};

KindBounds bounds_of(const Trigger& trigger) {
    return std::visit(BoundsOfCondition{}, trigger.condition);
}

bool same_letter(char a, char b, CaseSensitivity sensitivity) {
    return a == b || (sensitivity == CaseSensitivity::Insensitive && to_lower_ascii(a) == to_lower_ascii(b));
}

/// `path` has its separators turned round already, the condition's is as the configuration has it.
bool lies_under(std::string_view path, const PathUnderCondition& condition) {
    std::string_view directory = condition.path;
    const bool windows = is_windows_path(directory);
    const auto is_separator = [windows](char c) { return c == '/' || (windows && c == '\\'); };
    if (!directory.empty() && is_separator(directory.back())) {
        directory.remove_suffix(1);  // a root, "/" or "C:\"
    }
    const auto same = [&](char of_directory, char of_path) {
        return same_letter(of_directory, of_path, condition.sensitivity) ||
               (of_path == '/' && is_separator(of_directory));
    };
    return path.size() >= directory.size() &&
           std::equal(directory.begin(), directory.end(), path.begin(), same) &&
           (path.size() == directory.size() || path[directory.size()] == '/');
}

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
