#include "config/action_reader.h"

#include <algorithm>

#include "base/text.h"
#include "config/emit_reader.h"
#include "config/execute_reader.h"
#include "config/http_request_reader.h"
#include "config/log_reader.h"
#include "config/media_reader.h"
#include "config/notify_reader.h"
#include "config/powershell_reader.h"
#include "config/retry_reader.h"
#include "config/script_reader.h"
#include "config/write_file_reader.h"

namespace wee {
namespace {

constexpr Key kAction{"action", "{ type = \"log\", message = \"{{EVENT_PATH}}\" }"};
constexpr Key kActions{"actions", "[{ type = \"log\", message = \"{{EVENT_PATH}}\" }]"};
constexpr Key kType{"type", "\"log\""};
constexpr Key kName{"name", "\"fetch\""};
constexpr Key kOnError{"on_error", "\"continue\""};

constexpr std::array<Choice<OnError>, 3> kOnErrors = {
    {{"fail", OnError::Fail}, {"continue", OnError::Continue}, {"log", OnError::Log}}};

struct ActionType {
    std::string_view name;
    std::optional<ActionOptions> (*read)(TableReader& reader, TemplateNames& names);
};

constexpr std::array<ActionType, 10> kActionTypes{{{"execute", read_execute_action},
                                                   {"log", read_log_action},
                                                   {"emit", read_emit_action},
                                                   {"write_file", read_write_file_action},
                                                   {"powershell", read_powershell_action},
                                                   {"power_shell", read_powershell_action},
                                                   {"media", read_media_action},
                                                   {"notify", read_notify_action},
                                                   {"http_request", read_http_request_action},
                                                   {"script", read_script_action}}};

const ActionType* find_action_type(std::string_view name) {
    const auto* const found = std::ranges::find(kActionTypes, name, &ActionType::name);
    return found == kActionTypes.end() ? nullptr : found;
}

/// Reports the type. Gives the one that was most likely meant, or null: a slip is read as what was meant, so
/// that the keys beside it are looked at too.
const ActionType* report_unknown_type(const Located<std::string>& type, Findings& findings) {
    std::vector<std::string_view> names(kActionTypes.size());
    std::ranges::transform(kActionTypes, names.begin(), &ActionType::name);
    const std::string near = suggestion(type.value, names);
    findings.error(type.position, "there is no action type " + value_text(type.value) +
                                      (near.empty() ? "; it is one of: " + key_list(names) : near));
    return near.empty() ? nullptr : find_action_type(nearest_word(type.value, names));
}

bool is_step_name(std::string_view name) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !name.empty() && name.find_first_not_of(kAllowed) == std::string_view::npos;
}

/// Names are for templates: `{{steps.NAME.output}}`.
std::string read_name(TableReader& reader, TemplateNames& names) {
    const auto name = reader.text(kName);
    if (!name) {
        return {};
    }
    if (!is_step_name(name->value)) {
        reader.findings().error(name->position, "`name` " + value_text(name->value) +
                                                    " may have letters, digits, _ and - only, for "
                                                    "{{steps.NAME.output}}");
    } else if (std::ranges::find(names.steps, name->value) != names.steps.end()) {
        reader.findings().error(name->position, "an action before this one is called " +
                                                    key_text(name->value) + " already; give it another name");
    }
    return name->value;
}

std::optional<ActionConfig> read_action(const TomlTable& table, Position position, TemplateNames& names,
                                        Findings& findings) {
    TableReader reader(table, position, "the action", findings);
    const std::optional<Located<std::string>> type = reader.required_text(kType);
    if (!type) {
        return std::nullopt;  // which keys would be valid is not known
    }
    const ActionType* const known = find_action_type(type->value);
    const ActionType* const meant = known != nullptr ? known : report_unknown_type(*type, findings);
    if (meant == nullptr) {
        return std::nullopt;
    }
    reader.set_owner("the action " + key_text(meant->name));
    std::optional<ActionOptions> options = meant->read(reader, names);
    std::string name = read_name(reader, names);
    const OnError on_error = reader.choice(kOnError, kOnErrors).value_or(OnError::Fail);
    const RetryOptions retry = read_retry(reader);
    reader.finish();
    if (!name.empty()) {
        names.steps.push_back(name);
    }
    if (!options || known == nullptr) {
        return std::nullopt;
    }
    return ActionConfig{std::move(*options), on_error, retry, std::move(name)};
}

std::span<const TomlValue> action_values(TableReader& rule, const Key& key, const TomlValue& value) {
    const auto* array = value.as<TomlArray>();
    if (array == nullptr) {
        return {&value, 1};
    }
    if (array->empty()) {
        rule.findings().error(value.position, key_text(key.name) +
                                                  " is an empty array: the rule would do nothing; write: " +
                                                  std::string(key.name) + " = " + std::string(key.example));
    }
    return *array;
}

}  // namespace

std::vector<ActionConfig> read_actions(TableReader& rule, TemplateNames& names) {
    const bool is_plural = rule.has(kActions.name);
    const Key& key = is_plural ? kActions : kAction;
    const TomlValue* plural = rule.any(kActions);
    const TomlValue* singular = rule.any(kAction);
    std::vector<ActionConfig> actions;
    if (plural != nullptr && singular != nullptr) {
        rule.report_key(kActions.name,
                        rule.owner() + " has both `action` and `actions`; put all into one of them");
        return actions;
    }
    const TomlValue* value = is_plural ? plural : singular;
    if (value == nullptr) {
        rule.report_missing(kAction);
        return actions;
    }
    for (const TomlValue& element : action_values(rule, key, *value)) {
        const auto* table = element.as<TomlTable>();
        if (table == nullptr) {
            rule.report_wrong(key, element, "a table or an array of tables");
        } else if (std::optional<ActionConfig> action =
                       read_action(*table, element.position, names, rule.findings())) {
            actions.push_back(std::move(*action));
        }
    }
    return actions;
}

}  // namespace wee
