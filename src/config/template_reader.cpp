#include "config/template_reader.h"

#include <algorithm>

#include "actions/run_scope.h"
#include "event/event_variables.h"

namespace wee {
namespace {

bool is_lower_case(std::string_view name) {
    return !name.empty() && name.front() >= 'a' && name.front() <= 'z';
}

/// Every name, those in the word's own case first: of equally near ones the first is suggested.
std::vector<std::string_view> candidates_for(std::string_view word) {
    std::vector<std::string_view> names = event_variable_names();
    const bool is_lower = is_lower_case(word);
    // Not the one of std::ranges, which Clang 14 cannot read.
    std::stable_partition(names.begin(), names.end(),
                          [is_lower](std::string_view name) { return is_lower_case(name) == is_lower; });
    return names;
}

std::string mend_for_step(std::string_view step, const TemplateNames& names) {
    if (names.steps.empty()) {
        return "; no action before this one has a name: give it one with name = \"...\"";
    }
    const std::vector<std::string_view> candidates(names.steps.begin(), names.steps.end());
    const std::string near = suggestion(step, candidates);
    return near.empty() ? "; the actions before this one are called: " + key_list(candidates) : near;
}

/// What to write instead of a name that does not exist.
std::string mend_for(const std::string& name, const TemplateNames* names) {
    if (name.starts_with("steps.") || name.starts_with("secret.")) {
        const std::string_view step = split_step_variable(name).first;
        if (names == nullptr) {
            return "; only the actions of a rule can use it";
        }
        return step.empty() ? "; write {{steps.NAME.output}} or {{secret.NAME}}"
                            : mend_for_step(step, *names);
    }
    const std::string near = suggestion(name, candidates_for(name));
    return near.empty()
               ? "; there are: `EVENT_PATH`, `FILENAME`, `DIRECTORY`, `TIMESTAMP`, every field by its name "
                 "(`path`, `process_name`, `exit_code`), `metadata.<key>`, and more in docs/templates.md"
               : near;
}

bool is_known_step(std::string_view name, const TemplateNames& names) {
    const std::string_view step = split_step_variable(name).first;
    return !step.empty() && std::ranges::find(names.steps, step) != names.steps.end();
}

bool is_known_name(std::string_view name, Position place, TemplateNames* names) {
    if (names == nullptr || is_event_variable(name)) {
        return is_event_variable(name);
    }
    if (const std::string_view secret = secret_of_variable(name); !secret.empty()) {
        names->secrets.emplace(secret, place);  // whether there is one is known when all files are read
        return true;
    }
    return is_known_step(name, *names);
}

}  // namespace

std::optional<TemplateText> parse_template(const Located<std::string>& text, const std::string& key,
                                           Findings& findings, TemplateNames* names) {
    std::string unknown;
    Result<TemplateText> parsed = TemplateText::parse(text.value, [&](std::string_view name) {
        const bool is_known = is_known_name(name, text.position, names);
        if (!is_known && unknown.empty()) {
            unknown = name;
        }
        return is_known;
    });
    if (!parsed) {
        const std::string mend = unknown.empty() ? std::string() : mend_for(unknown, names);
        findings.error(text.position, key_text(key) + ": " + parsed.error().message() + mend);
        return std::nullopt;
    }
    return std::move(parsed).value();
}

std::optional<TemplateText> required_template(TableReader& reader, const Key& key, TemplateNames* names) {
    const std::optional<Located<std::string>> text = reader.required_text(key);
    return text ? parse_template(*text, std::string(key.name), reader.findings(), names) : std::nullopt;
}

}  // namespace wee
