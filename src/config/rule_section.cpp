#include "config/rule_section.h"

#include <algorithm>

#include "config/action_reader.h"
#include "config/rule_options_reader.h"
#include "config/trigger_reader.h"

namespace wee {
namespace {

constexpr Key kName{"name", "\"log new files\""};
constexpr Key kDescription{"description", "\"Says which files arrive\""};
constexpr Key kEnabled{"enabled", "true"};
constexpr Key kTags{"tags", "[\"inbox\"]"};
constexpr Key kTrigger{"trigger", "{ type = \"file_created\" }"};

/// What a person reads.
void read_notes(TableReader& reader, RuleConfig& config) {
    if (std::optional<Located<std::string>> description = reader.text(kDescription)) {
        config.description = std::move(description->value);
    }
    if (const TomlValue* tags = reader.any(kTags)) {
        const auto* array = tags->as<TomlArray>();
        if (array != nullptr && array->empty()) {
            return;
        }
    }
    for (Located<std::string>& tag : reader.texts(kTags).texts) {
        config.tags.push_back(std::move(tag.value));
    }
}

/// Log lines keep the order of the events when one run follows the other; nothing else is as quick.
bool only_logs(const std::vector<ActionConfig>& actions) {
    return std::ranges::all_of(actions, [](const ActionConfig& action) {
        return std::holds_alternative<LogActionOptions>(action.options);
    });
}

void read_options(TableReader& reader, RuleConfig& config, ParsedRule& rule) {
    RuleOptions options = read_rule_options(reader);
    config.rule.timing = options.timing;
    config.rule.key = std::move(options.key);
    config.run = options.run;
    rule.breaker = options.breaker;
}

std::optional<Trigger> read_trigger(TableReader& reader, const Environment& environment, ParsedRule& rule) {
    const TomlValue* value = reader.any(kTrigger);
    if (value == nullptr) {
        reader.report_missing(kTrigger);
        return std::nullopt;
    }
    rule.trigger_position = value->position;
    const TomlTable* table = reader.table(kTrigger);
    if (table == nullptr) {
        return std::nullopt;
    }
    TriggerReader trigger_reader(environment, reader.findings());
    return trigger_reader.read(*table, value->position);
}

}  // namespace

ParsedRule read_rule(const TomlTable& table, Position position, const Environment& environment,
                     Findings& findings) {
    TableReader reader(table, position, "this rule", findings);
    ParsedRule rule;
    rule.name = reader.required_text(kName);
    if (rule.name) {
        reader.set_owner("the rule " + key_text(rule.name->value));
    }
    RuleConfig config;
    read_notes(reader, config);
    config.rule.enabled = reader.boolean(kEnabled).value_or(true);
    std::optional<Trigger> trigger = read_trigger(reader, environment, rule);
    read_options(reader, config, rule);
    config.actions = read_actions(reader, rule.names);
    reader.finish();
    rule.is_enabled = config.rule.enabled;
    if (!rule.name || !trigger || config.actions.empty()) {
        return rule;
    }
    config.rule.name = rule.name->value;
    config.rule.trigger = std::move(*trigger);
    if (config.run.maximum_at_once == 0 && only_logs(config.actions)) {
        config.run.maximum_at_once = 1;
    }
    rule.definition.add(table);
    rule.config = std::move(config);
    return rule;
}

}  // namespace wee
