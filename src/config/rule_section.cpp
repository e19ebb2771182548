#include "config/rule_section.h"

#include "config/action_reader.h"
#include "config/trigger_reader.h"

namespace wee {
namespace {

constexpr Key kName{"name", "\"log new files\""};
constexpr Key kDescription{"description", "\"Says which files arrive\""};
constexpr Key kEnabled{"enabled", "true"};
constexpr Key kTags{"tags", "[\"inbox\"]"};
constexpr Key kTrigger{"trigger", "{ type = \"file_created\" }"};

/// What a person reads and the engine does not need: only checked.
void check_notes(TableReader& reader) {
    reader.text(kDescription);
    if (const TomlArray* tags = reader.has(kTags.name) ? reader.any(kTags)->as<TomlArray>() : nullptr;
        tags != nullptr && tags->empty()) {
        return;
    }
    reader.texts(kTags);
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
    std::optional<Trigger> trigger = trigger_reader.read(*table, value->position);
    rule.has_foreign_type = trigger_reader.has_foreign_type();
    return trigger;
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
    check_notes(reader);
    const bool enabled = reader.boolean(kEnabled).value_or(true);
    std::optional<Trigger> trigger = read_trigger(reader, environment, rule);
    std::vector<ActionConfig> actions = read_actions(reader);
    reader.finish();
    if (rule.name && trigger && !actions.empty()) {
        rule.config = RuleConfig{Rule{rule.name->value, enabled, std::move(*trigger)}, std::move(actions)};
    }
    return rule;
}

}  // namespace wee
