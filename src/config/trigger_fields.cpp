#include "config/trigger_fields.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "config/path_pattern.h"
#include "config/registry_pattern.h"
#include "rules/event_texts.h"

namespace wee {
namespace {

using enum EventKind;
constexpr EventKindSet kWindowKinds{WindowCreated, WindowDestroyed, WindowFocused, WindowUnfocused,
                                    WindowTitleChanged};
constexpr EventKindSet kProcessKinds{ProcessStarted, ProcessStopped};
constexpr EventKindSet kRegistryKinds{RegistryKeyCreated, RegistryKeyDeleted, RegistryValueSet,
                                      RegistryValueDeleted};

Subject field_subject(FieldId id) {
    return {Subject::Part::Field, {id, {}}};
}

Trigger text_condition(Subject subject, TextPattern pattern) {
    return {TextCondition{std::move(subject), std::move(pattern)}};
}

Trigger contains(FieldId id, std::string_view text, CaseSensitivity sensitivity) {
    const bool folds = sensitivity == CaseSensitivity::Insensitive;
    return text_condition(field_subject(id),
                          TextLiteral{TextLiteral::Place::Anywhere,
                                      folds ? to_lower_ascii(text) : std::string(text), sensitivity});
}

/// The pattern when it could be compiled; an error at the text otherwise.
template <typename T>
std::optional<T> checked(Result<T> pattern, std::string_view key, const Located<std::string>& text,
                         const FieldContext& context) {
    if (!pattern) {
        context.findings.error(
            text.position, key_text(key) + ' ' + value_text(text.value) + ": " + pattern.error().message());
        return std::nullopt;
    }
    return std::move(pattern).value();
}

std::optional<Trigger> read_pattern(const Located<std::string>& text, const FieldContext& context) {
    return pattern_condition(text, context.sensitivity, context.findings);
}

std::optional<Trigger> read_path(const Located<std::string>& text, const FieldContext& context) {
    return path_condition(text, context.sensitivity, context.environment, context.findings);
}

std::optional<Trigger> read_title_contains(const Located<std::string>& text, const FieldContext& context) {
    return contains(FieldId::Title, text.value, context.sensitivity.value_or(CaseSensitivity::Insensitive));
}

std::optional<Trigger> read_title_matches(const Located<std::string>& text, const FieldContext& context) {
    const auto sensitivity = context.sensitivity.value_or(CaseSensitivity::Sensitive);
    std::optional<Regex> regex =
        checked(Regex::parse(text.value, sensitivity), "title_matches", text, context);
    return regex ? std::optional(text_condition(field_subject(FieldId::Title), std::move(*regex)))
                 : std::nullopt;
}

/// Windows' names of programs do not tell upper case from lower case; Linux' do.
CaseSensitivity case_of_program(std::string_view name) {
    return to_lower_ascii(name).ends_with(".exe") ? CaseSensitivity::Insensitive : CaseSensitivity::Sensitive;
}

std::optional<Trigger> read_process_name(const Located<std::string>& text, const FieldContext& context) {
    const Subject subject{Subject::Part::ProcessName, {}};
    const CaseSensitivity sensitivity = context.sensitivity.value_or(case_of_program(text.value));
    if (!Glob::has_wildcard(text.value)) {
        const bool folds = sensitivity == CaseSensitivity::Insensitive;
        return text_condition(
            subject, TextLiteral{TextLiteral::Place::Whole, folds ? to_lower_ascii(text.value) : text.value,
                                 sensitivity});
    }
    std::optional<Glob> glob = checked(Glob::parse(text.value, sensitivity), "process_name", text, context);
    return glob ? std::optional(text_condition(subject, std::move(*glob))) : std::nullopt;
}

std::optional<Trigger> read_command_line(const Located<std::string>& text, const FieldContext& context) {
    return contains(FieldId::CommandLine, text.value,
                    context.sensitivity.value_or(CaseSensitivity::Sensitive));
}

void warn_of_missing_root(const Located<std::string>& text, const FieldContext& context) {
    if (!has_registry_root(text.value) && !text.value.starts_with('/') && !text.value.starts_with('*')) {
        context.findings.warning(text.position, "`key_path` " + value_text(text.value) +
                                                    " never matches: the path of a key begins with its root; "
                                                    "write " +
                                                    value_text("HKCU\\" + text.value) + " or " +
                                                    value_text("**\\" + text.value) + " in 'single quotes'");
    }
}

std::optional<Trigger> read_key_path(const Located<std::string>& text, const FieldContext& context) {
    warn_of_missing_root(text, context);
    const bool is_windows = !text.value.starts_with('/');
    const auto sensitivity =
        context.sensitivity.value_or(is_windows ? CaseSensitivity::Insensitive : CaseSensitivity::Sensitive);
    std::optional<TextPattern> pattern =
        checked(registry_key_pattern(text.value, sensitivity), "key_path", text, context);
    return pattern ? std::optional(text_condition(field_subject(FieldId::KeyPath), std::move(*pattern)))
                   : std::nullopt;
}

std::optional<Trigger> read_value_name(const Located<std::string>& text, const FieldContext& context) {
    const auto sensitivity = context.sensitivity.value_or(CaseSensitivity::Insensitive);
    std::optional<TextPattern> pattern =
        checked(registry_value_pattern(text.value, sensitivity), "value_name", text, context);
    return pattern ? std::optional(text_condition(field_subject(FieldId::ValueName), std::move(*pattern)))
                   : std::nullopt;
}

std::optional<Trigger> read_source(const Located<std::string>& text, const FieldContext& context) {
    const auto sensitivity = context.sensitivity.value_or(CaseSensitivity::Sensitive);
    const bool folds = sensitivity == CaseSensitivity::Insensitive;
    return text_condition(
        {Subject::Part::Source, {}},
        TextLiteral{TextLiteral::Place::Whole, folds ? to_lower_ascii(text.value) : text.value, sensitivity});
}

std::optional<Trigger> read_event_name(const Located<std::string>& text, const FieldContext& context) {
    const auto sensitivity = context.sensitivity.value_or(CaseSensitivity::Sensitive);
    if (!Glob::has_wildcard(text.value)) {
        const bool folds = sensitivity == CaseSensitivity::Insensitive;
        return text_condition(field_subject(FieldId::Name),
                              TextLiteral{TextLiteral::Place::Whole,
                                          folds ? to_lower_ascii(text.value) : text.value, sensitivity});
    }
    std::optional<Glob> glob = checked(Glob::parse(text.value, sensitivity), "name", text, context);
    return glob ? std::optional(text_condition(field_subject(FieldId::Name), std::move(*glob)))
                : std::nullopt;
}

constexpr std::array kFields = {
    TriggerField{{"pattern", "\"*.txt\""}, kFileKinds, read_pattern},
    TriggerField{{"path", "\"/home/me/inbox\""}, kFileKinds, read_path},
    TriggerField{{"title_contains", "\"Inbox\""}, kWindowKinds, read_title_contains},
    TriggerField{{"title_matches", "'^Inbox \\(\\d+\\)'"}, kWindowKinds, read_title_matches},
    TriggerField{{"process_name", "\"firefox\""}, kWindowKinds | kProcessKinds, read_process_name},
    TriggerField{{"command_line_contains", "\"--verbose\""}, kProcessKinds, read_command_line},
    TriggerField{{"key_path", "'HKCU\\Software\\Example'"}, kRegistryKinds, read_key_path},
    TriggerField{{"value_name", "\"Version\""}, kRegistryKinds, read_value_name},
    TriggerField{{"interval_seconds", "60"}, {TimerTick}},
    TriggerField{{"name", "\"backup_done\""}, {Emitted}, read_event_name},
    TriggerField{{"source", "\"inbox\""}, EventKindSet::all(), read_source},
};

std::optional<Trigger> read_text_element(TableReader& reader, const TriggerField& field,
                                         const TomlValue& value, const FieldContext& context) {
    const std::optional<std::string> text = reader.text_of(field.key, value, "a text, or an array of texts");
    if (!text) {
        return std::nullopt;
    }
    if (text->empty() && field.key.name != "value_name") {  // the empty name is a key's default value
        context.findings.error(value.position,
                               key_text(field.key.name) + " is empty; leave it out, or write: " +
                                   std::string(field.key.name) + " = " + std::string(field.key.example));
        return std::nullopt;
    }
    std::optional<Trigger> condition = field.read_text({*text, value.position}, context);
    if (condition) {
        condition->label = std::string(field.key.name) + " = " + quote_for_display(*text);
    }
    return condition;
}

std::optional<Trigger> read_number_element(TableReader& reader, const TriggerField& field,
                                           const TomlValue& value) {
    const std::optional<double> number = number_of(value);
    if (!number) {
        reader.report_wrong(field.key, value, "a number");
        return std::nullopt;
    }
    const NumberCondition condition{FieldName::of(field.key.name), NumberCondition::Relation::Equal, *number};
    return Trigger{condition, std::string(field.key.name) + " = " + number_text(*number)};
}

std::string list_label(std::string_view key, const std::vector<Trigger>& conditions) {
    const std::size_t prefix = key.size() + 3;  // "key = "
    std::string list;
    for (const Trigger& condition : conditions) {
        list += (list.empty() ? "" : ", ") + condition.label.substr(prefix);
    }
    return std::string(key) + " = [" + list + ']';
}

}  // namespace

std::span<const TriggerField> trigger_fields() {
    return kFields;
}

std::vector<std::string_view> field_names(EventKindSet kinds) {
    std::vector<std::string_view> names;
    for (const TriggerField& field : kFields) {
        if (!(field.kinds & kinds).empty()) {
            names.push_back(field.key.name);
        }
    }
    names.push_back("where");
    return names;
}

Trigger any_of_list(std::vector<Trigger> alternatives, const std::string& label) {
    if (alternatives.size() == 1) {
        return std::move(alternatives.front());
    }
    return {CompositeCondition{CompositeKind::Any, std::move(alternatives)}, label};
}

bool read_field(TableReader& reader, const TriggerField& field, const FieldContext& context,
                std::vector<Trigger>& conditions) {
    const TomlValue* value = reader.any(field.key);
    if (value == nullptr) {
        return true;
    }
    const std::span<const TomlValue> elements = elements_of(*value);
    if (elements.empty()) {
        context.findings.error(value->position, key_text(field.key.name) + " is an empty array; write: " +
                                                    std::string(field.key.name) + " = " +
                                                    std::string(field.key.example));
        return false;
    }
    std::vector<Trigger> alternatives;
    for (const TomlValue& element : elements) {
        std::optional<Trigger> condition = field.read_text == nullptr
                                               ? read_number_element(reader, field, element)
                                               : read_text_element(reader, field, element, context);
        if (condition) {
            alternatives.push_back(std::move(*condition));
        }
    }
    if (alternatives.size() != elements.size()) {
        return false;
    }
    const std::string label = list_label(field.key.name, alternatives);
    conditions.push_back(any_of_list(std::move(alternatives), label));
    return true;
}

}  // namespace wee
