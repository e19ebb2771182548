#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "event/event.h"
#include "rules/rule.h"

// What a trigger means, word by word as the documentation has it, and as slow as that may be. Only globs and
// regular expressions are taken from the program: they have tests of their own.

namespace wee::naive {

inline std::string lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// "With a drive or a UNC prefix `\` separates as `/` does."
inline std::string with_slashes(std::string path) {
    const bool drive = path.size() >= 2 && lower(path)[0] >= 'a' && lower(path)[0] <= 'z' && path[1] == ':' &&
                       (path.size() == 2 || path[2] == '\\' || path[2] == '/');
    if (drive || path.starts_with("\\\\")) {
        std::ranges::replace(path, '\\', '/');
    }
    return path;
}

/// "The path of a file event (for a rename: the new or the old one)."
inline std::vector<std::string> paths(const Event& event) {
    std::vector<std::string> paths;
    const auto add = [&](FieldId field) {
        if (event.metadata.find(field) != nullptr) {
            paths.push_back(with_slashes(*event.metadata.find(field)));
        }
    };
    if (event.kind == EventKind::FileRenamed) {
        add(FieldId::NewPath);
        add(FieldId::OldPath);
    } else if (event.kind == EventKind::FileCreated || event.kind == EventKind::FileModified ||
               event.kind == EventKind::FileDeleted) {
        add(FieldId::Path);
    }
    return paths;
}

/// "The last segment."
inline std::string file_name(std::string path) {
    while (path.ends_with('/')) {
        path.pop_back();
    }
    return path.substr(path.rfind('/') + 1);
}

/// The texts of which one has to match.
inline std::vector<std::string> texts(const Subject& subject, const Event& event) {
    std::vector<std::string> texts;
    const auto text_of = [&](FieldId field) {
        const std::string* value = event.metadata.find(field);
        return value == nullptr ? std::string() : *value;
    };
    switch (subject.part) {
        case Subject::Part::FileName:
            for (const std::string& path : paths(event)) {
                texts.push_back(file_name(path));
            }
            return texts;
        case Subject::Part::FullPath:
            return paths(event);
        case Subject::Part::ProcessName: {
            const std::string given = text_of(FieldId::ProcessName);
            const std::string name = given.empty() ? file_name(with_slashes(text_of(FieldId::Exe))) : given;
            return name.empty() ? texts : std::vector{name};
        }
        case Subject::Part::Source:
            return {event.source};
        case Subject::Part::Field:
            break;
    }
    if (const std::string* value = event.metadata.find(subject.field)) {
        texts.push_back(*value);
    }
    return texts;
}

inline bool matches(const TextLiteral& literal, std::string text) {
    if (literal.sensitivity == CaseSensitivity::Insensitive) {
        text = lower(text);
    }
    switch (literal.place) {
        case TextLiteral::Place::Whole:
            return text == literal.text;
        case TextLiteral::Place::Start:
            return text.starts_with(literal.text);
        case TextLiteral::Place::End:
            return text.ends_with(literal.text);
        case TextLiteral::Place::Anywhere:
            break;
    }
    return text.find(literal.text) != std::string::npos;
}
inline bool matches(const Glob& glob, const std::string& text) {
    return glob.matches(text);
}
inline bool matches(const Regex& regex, const std::string& text) {
    return regex.matches_part_of(text);
}

inline bool lies_under(std::string path, const PathUnderCondition& condition) {
    std::string directory = with_slashes(condition.path);
    if (condition.sensitivity == CaseSensitivity::Insensitive) {
        path = lower(path);
        directory = lower(directory);
    }
    if (directory.ends_with('/')) {
        directory.pop_back();
    }
    return path == directory || path.starts_with(directory + "/");
}

inline bool stands_so(const std::string& value, const NumberCondition& condition) {
    const bool is_decimal = !value.empty() && value.find_first_not_of("0123456789.-") == std::string::npos;
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    if (!is_decimal || *end != '\0') {
        return false;
    }
    switch (condition.relation) {
        case NumberCondition::Relation::Equal:
            return number == condition.bound;
        case NumberCondition::Relation::Greater:
            return number > condition.bound;
        case NumberCondition::Relation::Less:
            break;
    }
    return number < condition.bound;
}

struct Evaluation {
    const Event& event;

    bool operator()(const KindCondition& condition) const { return condition.kinds.contains(event.kind); }

    bool operator()(const TextCondition& condition) const {
        return std::ranges::any_of(texts(condition.subject, event), [&](const std::string& text) {
            return std::visit([&](const auto& pattern) { return matches(pattern, text); }, condition.pattern);
        });
    }

    bool operator()(const PathUnderCondition& condition) const {
        return std::ranges::any_of(paths(event),
                                   [&](const std::string& path) { return lies_under(path, condition); });
    }

    bool operator()(const ExistsCondition& condition) const {
        return event.metadata.find(condition.field) != nullptr;
    }

    bool operator()(const NumberCondition& condition) const {
        const std::string* value = event.metadata.find(condition.field);
        return value != nullptr && stands_so(*value, condition);
    }

    bool operator()(const CompositeCondition& composite) const {
        const auto met = [this](const Trigger& child) { return std::visit(*this, child.condition); };
        switch (composite.kind) {
            case CompositeKind::All:
                return std::ranges::all_of(composite.children, met);
            case CompositeKind::Any:
                return std::ranges::any_of(composite.children, met);
            case CompositeKind::Not:
                break;
        }
        return !met(composite.children.front());
    }
};

inline bool is_met(const Trigger& trigger, const Event& event) {
    return std::visit(Evaluation{event}, trigger.condition);
}

/// What RuleSet::match has to find.
inline std::vector<RuleIndex> matches(const std::vector<Rule>& rules, const Event& event) {
    std::vector<RuleIndex> matches;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].enabled && is_met(rules[i].trigger, event)) {
            matches.push_back(static_cast<RuleIndex>(i));
        }
    }
    return matches;
}

}  // namespace wee::naive
