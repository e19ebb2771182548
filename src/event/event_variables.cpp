#include "event/event_variables.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "base/path_text.h"
#include "base/timestamp.h"
#include "event/event_subject.h"

namespace wee {
namespace {

constexpr std::string_view kMetadataPrefix = "METADATA_";
constexpr std::string_view kExactMetadataPrefix = "metadata.";
constexpr std::string_view kEventPrefix = "EVENT_";

std::string timestamp(const Event& event) {
    return format_timestamp(event.timestamp);
}

std::string path(const Event& event) {
    return std::string(subject_path(event));
}

std::string process_name(const Event& event) {
    return std::string(subject_process(event));
}

std::string pid(const Event& event) {
    return std::string(subject_pid(event));
}

std::string kind(const Event& event) {
    return std::string(to_string(event.kind));
}

std::string source(const Event& event) {
    return event.source;
}

std::string id(const Event& event) {
    return event.id.to_string();
}

template <FieldId field_id>
std::string field(const Event& event) {
    return std::string(field_text(event, field_id));
}

struct Variable {
    std::string_view name;
    std::string (*value)(const Event& event);
};

constexpr std::array kVariables = {
    Variable{"EVENT_PATH", path},
    Variable{"FILENAME", [](const Event& event) { return std::string(path_file_name(subject_path(event))); }},
    Variable{"DIRECTORY",
             [](const Event& event) { return std::string(path_directory(subject_path(event))); }},
    Variable{"EVENT_TYPE", kind},
    Variable{"EVENT_SOURCE", source},
    Variable{"EVENT_ID", id},
    Variable{"EVENT_TIMESTAMP", timestamp},
    Variable{"TIMESTAMP", timestamp},
    Variable{"OLD_PATH", field<FieldId::OldPath>},
    Variable{"NEW_PATH", field<FieldId::NewPath>},
    Variable{"WINDOW_TITLE", field<FieldId::Title>},
    Variable{"PROCESS_NAME", process_name},
    Variable{"PROCESS_PATH", field<FieldId::Exe>},
    Variable{"PID", pid},
    Variable{"EXIT_CODE", field<FieldId::ExitCode>},
    Variable{"kind", kind},
    Variable{"source", source},
    Variable{"id", id},
    Variable{"timestamp", timestamp},
    // Where a field's name says more than the field: an empty `{{path}}` for a rename helps nobody.
    Variable{"path", path},
    Variable{"process_name", process_name},
    Variable{"pid", pid},
};

const Variable* find_variable(std::string_view name) {
    const auto found = std::ranges::find(kVariables, name, &Variable::name);
    return found == kVariables.end() ? nullptr : &*found;
}

char variable_character(char character) {
    const bool is_lower = character >= 'a' && character <= 'z';
    const bool stays = (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
    return is_lower ? static_cast<char>(character - ('a' - 'A')) : stays ? character : '_';
}

/// "old_path" -> "OLD_PATH".
std::string variable_form(std::string_view field_name) {
    std::string form(field_name);
    std::ranges::transform(form, form.begin(), variable_character);
    return form;
}

struct DocumentedName {
    std::string variable;
    FieldId id;
};

/// Every documented field by its own name and as EVENT_<FIELD>.
const std::vector<DocumentedName>& documented_names() {
    static const std::vector<DocumentedName> names = [] {
        std::vector<DocumentedName> all;
        for (std::size_t number = 0; number < static_cast<std::size_t>(FieldId::Other); ++number) {
            const auto id = static_cast<FieldId>(number);
            all.push_back({std::string(to_string(id)), id});
            all.push_back({std::string(kEventPrefix) + variable_form(to_string(id)), id});
        }
        return all;
    }();
    return names;
}

std::optional<FieldId> find_documented(std::string_view name) {
    const auto found = std::ranges::find(documented_names(), name, &DocumentedName::variable);
    return found == documented_names().end() ? std::nullopt : std::optional(found->id);
}

/// What stands behind the prefix, or nothing.
std::string_view behind(std::string_view prefix, std::string_view name) {
    return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string_view();
}

bool is_metadata_variable(std::string_view name) {
    return !behind(kMetadataPrefix, name).empty() || !behind(kExactMetadataPrefix, name).empty();
}

std::string exact_metadata_value(const Event& event, std::string_view key) {
    const std::string* value = event.metadata.find(key);
    return value == nullptr ? std::string() : *value;
}

std::string metadata_value(const Event& event, std::string_view key) {
    const std::string wanted = variable_form(key);
    for (const Field& field : event.metadata) {
        if (variable_form(field.name()) == wanted) {
            return field.value;
        }
    }
    return {};
}

using Environment = std::vector<std::pair<std::string, std::string>>;

/// What is there already wins, so that no field can pass for EVENT_ID or EVENT_TYPE.
void add(Environment& environment, std::string name, std::string value) {
    const auto has_name = [&name](const auto& entry) { return entry.first == name; };
    if (std::ranges::none_of(environment, has_name)) {
        value.resize(std::min(value.find('\0'), value.size()));
        environment.emplace_back(std::move(name), std::move(value));
    }
}

}  // namespace

bool is_event_variable(std::string_view name) {
    return find_variable(name) != nullptr || is_metadata_variable(name) || find_documented(name).has_value();
}

const std::vector<std::string_view>& event_variable_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        all.reserve(kVariables.size());
        for (const Variable& variable : kVariables) {
            all.push_back(variable.name);
        }
        for (const DocumentedName& documented : documented_names()) {
            if (find_variable(documented.variable) == nullptr) {
                all.push_back(documented.variable);
            }
        }
        return all;
    }();
    return names;
}

std::string event_variable(const Event& event, std::string_view name) {
    if (const Variable* variable = find_variable(name)) {
        return variable->value(event);
    }
    if (const std::string_view key = behind(kMetadataPrefix, name); !key.empty()) {
        return metadata_value(event, key);
    }
    if (const std::string_view key = behind(kExactMetadataPrefix, name); !key.empty()) {
        return exact_metadata_value(event, key);
    }
    const std::optional<FieldId> id = find_documented(name);
    return id ? std::string(field_text(event, *id)) : std::string();
}

std::vector<std::pair<std::string, std::string>> event_environment(const Event& event) {
    constexpr std::array kAlways = {"EVENT_ID", "EVENT_TYPE", "EVENT_SOURCE", "EVENT_TIMESTAMP",
                                    "EVENT_PATH"};
    Environment environment;
    for (const char* name : kAlways) {
        add(environment, name, event_variable(event, name));
    }
    for (const Field& field : event.metadata) {
        add(environment, std::string(kEventPrefix) + variable_form(field.name()), field.value);
    }
    return environment;
}

}  // namespace wee
