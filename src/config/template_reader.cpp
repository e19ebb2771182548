#include "config/template_reader.h"

#include "event/event_variables.h"

namespace wee {
namespace {

std::string unknown_name_message(const std::string& name) {
    const std::string near = suggestion(name, event_variable_names());
    return "there is no variable " + value_text(name) +
           (near.empty()
                ? "; there are: " + key_list(event_variable_names()) + ", and METADATA_<KEY> for every field"
                : near);
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
        findings.error(text.position,
                       key_text(key) + ": " +
                           (unknown.empty() ? parsed.error().message() : unknown_name_message(unknown)));
        return std::nullopt;
    }
    return std::move(parsed).value();
}

std::optional<TemplateText> required_template(TableReader& reader, const Key& key) {
    const std::optional<Located<std::string>> text = reader.required_text(key);
    return text ? parse_template(*text, std::string(key.name), reader.findings()) : std::nullopt;
}

}  // namespace wee
