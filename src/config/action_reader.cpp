#include "config/action_reader.h"

#include <algorithm>

#include "base/text.h"
#include "config/execute_reader.h"
#include "config/log_levels.h"
#include "config/retry_reader.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kAction{"action", "{ type = \"log\", message = \"{{EVENT_PATH}}\" }"};
constexpr Key kActions{"actions", "[{ type = \"log\", message = \"{{EVENT_PATH}}\" }]"};
constexpr Key kType{"type", "\"log\""};
constexpr Key kName{"name", "\"fetch\""};
constexpr Key kOnError{"on_error", "\"continue\""};
constexpr Key kMessage{"message", "\"{{EVENT_TYPE}}: {{EVENT_PATH}}\""};
constexpr Key kLevel{"level", "\"info\""};

constexpr std::array<Choice<OnError>, 3> kOnErrors = {
    {{"fail", OnError::Fail}, {"continue", OnError::Continue}, {"log", OnError::Log}}};

constexpr std::array<std::string_view, 6> kForeignTypes = {"powershell", "power_shell", "http_request",
                                                           "script",     "media",       "notify"};

std::optional<ActionOptions> read_log_action(TableReader& reader, TemplateNames& names) {
    const std::optional<TemplateText> message = required_template(reader, kMessage, &names);
    LogActionOptions options;
    options.level = reader.choice(kLevel, kLogLevels).value_or(options.level);
    if (!message) {
        return std::nullopt;
    }
    options.message = *message;
    return options;
}

/// Reports the type. Gives the one that was most likely meant, or nothing: a slip is read as what was meant, so
/// that the keys beside it are looked at too.
std::string_view report_unknown_type(const Located<std::string>& type, Findings& findings) {
    if (std::ranges::find(kForeignTypes, type.value) != kForeignTypes.end()) {
        findings.error(type.position, "this build does not have the action " + value_text(type.value) +
                                          " yet; it has: `execute`, `log`");
        return {};
    }
    std::vector<std::string_view> names = {"execute", "log"};
    const std::string built = key_list(names);
    names.insert(names.end(), kForeignTypes.begin(), kForeignTypes.end());
    const std::string near = suggestion(type.value, names);
    findings.error(type.position, "there is no action type " + value_text(type.value) +
                                      (near.empty() ? "; it is one of: " + built : near));
    return near.empty() ? std::string_view() : nearest_word(type.value, names);
}

bool is_built(std::string_view type) {
    return type == "log" || type == "execute";
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
    const bool is_known = is_built(type->value);
    const std::string_view meant = is_known ? type->value : report_unknown_type(*type, findings);
    if (!is_built(meant)) {
        return std::nullopt;
    }
    reader.set_owner("the action " + key_text(meant));
    std::optional<ActionOptions> options =
        meant == "log" ? read_log_action(reader, names) : read_execute_action(reader, names);
    std::string name = read_name(reader, names);
    const OnError on_error = reader.choice(kOnError, kOnErrors).value_or(OnError::Fail);
    const RetryOptions retry = read_retry(reader);
    reader.finish();
    if (!name.empty()) {
        names.steps.push_back(name);
    }
    if (!options || !is_known) {
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

std::vector<ActionConfig> read_actions(TableReader& rule, UsedSecrets& secrets) {
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
    TemplateNames names;
    for (const TomlValue& element : action_values(rule, key, *value)) {
        const auto* table = element.as<TomlTable>();
        if (table == nullptr) {
            rule.report_wrong(key, element, "a table or an array of tables");
        } else if (std::optional<ActionConfig> action =
                       read_action(*table, element.position, names, rule.findings())) {
            actions.push_back(std::move(*action));
        }
    }
    secrets = std::move(names.secrets);
    return actions;
}

}  // namespace wee
