#include "config/template_reader.h"

#include <algorithm>

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

/// What to write instead of a name that does not exist.
std::string mend_for(const std::string& name) {
    const std::string near = suggestion(name, candidates_for(name));
    return near.empty()
               ? "; there are: `EVENT_PATH`, `FILENAME`, `DIRECTORY`, `TIMESTAMP`, every field by its name "
                 "(`path`, `process_name`, `exit_code`), `metadata.<key>`, and more in docs/templates.md"
               : near;
}

}  // namespace

std::optional<TemplateText> parse_template(const Located<std::string>& text, const std::string& key,
                                           Findings& findings) {
    std::string unknown;
    Result<TemplateText> parsed = TemplateText::parse(text.value, [&unknown](std::string_view name) {
        const bool is_known = is_event_variable(name);
        if (!is_known && unknown.empty()) {
            unknown = name;
        }
        return is_known;
    });
    if (!parsed) {
        const std::string mend = unknown.empty() ? std::string() : mend_for(unknown);
        findings.error(text.position, key_text(key) + ": " + parsed.error().message() + mend);
        return std::nullopt;
    }
    return std::move(parsed).value();
}

std::optional<TemplateText> required_template(TableReader& reader, const Key& key) {
    const std::optional<Located<std::string>> text = reader.required_text(key);
    return text ? parse_template(*text, std::string(key.name), reader.findings()) : std::nullopt;
}

}  // namespace wee
