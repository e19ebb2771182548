#include "event/event_variables.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "base/path_text.h"
#include "base/timestamp.h"

namespace wee {
namespace {

constexpr std::string_view kMetadataPrefix = "METADATA_";
constexpr std::string_view kEventPrefix = "EVENT_";

std::string_view field_or_empty(const Event& event, FieldId id) {
    const std::string* value = event.metadata.find(id);
    return value == nullptr ? std::string_view() : std::string_view(*value);
}

std::string_view event_path(const Event& event) {
    return field_or_empty(event, event.kind == EventKind::FileRenamed ? FieldId::NewPath : FieldId::Path);
}

std::string_view process_name(const Event& event) {
    const std::string_view given = field_or_empty(event, FieldId::ProcessName);
    return given.empty() ? path_file_name(field_or_empty(event, FieldId::Exe)) : given;
}

std::string_view pid(const Event& event) {
    const std::string_view given = field_or_empty(event, FieldId::Pid);
    return given.empty() ? field_or_empty(event, FieldId::ProcessId) : given;
}

std::string timestamp(const Event& event) {
    return format_timestamp(event.timestamp);
}

template <FieldId id>
std::string field(const Event& event) {
    return std::string(field_or_empty(event, id));
}

struct Variable {
    std::string_view name;
    std::string (*value)(const Event& event);
};

constexpr std::array kVariables = {
    Variable{"EVENT_PATH", [](const Event& event) { return std::string(event_path(event)); }},
    Variable{"EVENT_TYPE", [](const Event& event) { return std::string(to_string(event.kind)); }},
    Variable{"EVENT_SOURCE", [](const Event& event) { return event.source; }},
    Variable{"EVENT_ID", [](const Event& event) { return event.id.to_string(); }},
    Variable{"EVENT_TIMESTAMP", timestamp},
    Variable{"TIMESTAMP", timestamp},
    Variable{"FILENAME", [](const Event& event) { return std::string(path_file_name(event_path(event))); }},
    Variable{"DIRECTORY", [](const Event& event) { return std::string(path_directory(event_path(event))); }},
    Variable{"OLD_PATH", field<FieldId::OldPath>},
    Variable{"NEW_PATH", field<FieldId::NewPath>},
    Variable{"WINDOW_TITLE", field<FieldId::Title>},
    Variable{"PROCESS_NAME", [](const Event& event) { return std::string(process_name(event)); }},
    Variable{"PROCESS_PATH", field<FieldId::Exe>},
    Variable{"PID", [](const Event& event) { return std::string(pid(event)); }},
    Variable{"EXIT_CODE", field<FieldId::ExitCode>},
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

/// EVENT_<FIELD> of every documented field.
const std::vector<DocumentedName>& documented_names() {
    static const std::vector<DocumentedName> names = [] {
        std::vector<DocumentedName> all;
        for (std::size_t number = 0; number < static_cast<std::size_t>(FieldId::Other); ++number) {
            const auto id = static_cast<FieldId>(number);
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

bool is_metadata_variable(std::string_view name) {
    return name.starts_with(kMetadataPrefix) && name.size() > kMetadataPrefix.size();
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
    if (is_metadata_variable(name)) {
        return metadata_value(event, name.substr(kMetadataPrefix.size()));
    }
    const std::optional<FieldId> id = find_documented(name);
    return id ? std::string(field_or_empty(event, *id)) : std::string();
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
