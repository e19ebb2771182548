#pragma once

#include <array>
#include <string>

#include "config/table_reader.h"
#include "rules/trigger.h"
#include "tests/support/config_cases.h"

namespace wee {

/// The trigger stands at 7:11, after "trigger = ".
inline std::string with_trigger(const std::string& trigger) {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = " + trigger +
           "\naction = { type = \"log\", message = \"m\" }\n";
}

std::string show(const Trigger& trigger);

/// A trigger tree as a line of text: "all(FileCreated name~*.txt)". "/i" ignores case.
class TriggerShower {
public:
    std::string operator()(const KindCondition& condition) const {
        std::string names;
        for (const EventKind kind : all_event_kinds()) {
            if (condition.kinds.contains(kind)) {
                append(names, "|", std::string(to_string(kind)));
            }
        }
        return names;
    }
    std::string operator()(const TextCondition& condition) const {
        const std::array<std::string, 5> parts = {"name", "path", "process", "source",
                                                  std::string(condition.subject.field.text())};
        return parts.at(static_cast<std::size_t>(condition.subject.part)) +
               std::visit([](const auto& pattern) { return of(pattern); }, condition.pattern);
    }
    std::string operator()(const ExistsCondition& condition) const {
        return std::string(condition.field.text()) + '!';
    }
    std::string operator()(const NumberCondition& condition) const {
        const std::array<std::string, 3> signs = {"=", ">", "<"};
        return std::string(condition.field.text()) + signs.at(static_cast<std::size_t>(condition.relation)) +
               number_text(condition.bound);
    }
    std::string operator()(const PathUnderCondition& condition) const {
        return "under:" + condition.path + case_of(condition.sensitivity);
    }
    std::string operator()(const CompositeCondition& condition) const {
        std::string children;
        for (const Trigger& child : condition.children) {
            append(children, " ", show(child));
        }
        const std::array<std::string, 3> names = {"all(", "any(", "not("};
        return names.at(static_cast<std::size_t>(condition.kind)) + children + ')';
    }

private:
    static void append(std::string& list, const char* separator, const std::string& item) {
        list += list.empty() ? "" : separator;
        list += item;
    }
    static std::string case_of(CaseSensitivity sensitivity) {
        return sensitivity == CaseSensitivity::Insensitive ? "/i" : "";
    }
    static std::string of(const TextLiteral& literal) {
        const std::array<std::string, 4> places = {"=", "^", "$", "*"};
        return places.at(static_cast<std::size_t>(literal.place)) + literal.text +
               case_of(literal.sensitivity);
    }
    static std::string of(const Glob& glob) { return '~' + glob.pattern(); }
    static std::string of(const Regex& regex) { return '/' + regex.pattern() + case_of(regex.sensitivity()); }
};

inline std::string show(const Trigger& trigger) {
    return std::visit(TriggerShower(), trigger.condition);
}

/// The labels of a tree: "(type = \"file\" | any(a | b))".
inline std::string labels_of(const Trigger& trigger) {
    const auto* composite = std::get_if<CompositeCondition>(&trigger.condition);
    if (composite == nullptr) {
        return trigger.label;
    }
    std::string children;
    for (const Trigger& child : composite->children) {
        children += (children.empty() ? "" : " | ") + labels_of(child);
    }
    return trigger.label + '(' + children + ')';
}

/// What the configuration makes of a trigger, or the errors that it finds.
inline std::string tree_of(const std::string& trigger) {
    const LoadedConfig loaded = load(with_trigger(trigger));
    return loaded.config ? show(loaded.config->rules.at(0).rule.trigger) : findings_of(loaded);
}

}  // namespace wee
