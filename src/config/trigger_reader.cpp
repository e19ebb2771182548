#include "config/trigger_reader.h"

#include <algorithm>

#include "config/trigger_check.h"
#include "config/trigger_fields.h"
#include "config/trigger_types.h"
#include "config/where_reader.h"
#include "rules/event_texts.h"

namespace wee {
namespace {

constexpr Key kType{"type", "\"file_created\""};
constexpr Key kIgnoreCase{"ignore_case", "true"};
constexpr Key kWhere{"where", "{ exit_code = { greater = 0 } }"};
constexpr Key kAll{"all", "[{ type = \"file\" }, { pattern = \"*.txt\" }]"};
constexpr Key kAny{"any", "[{ type = \"file_created\" }, { type = \"file_renamed\" }]"};
constexpr Key kNot{"not", "{ pattern = \"*.tmp\" }"};

bool has_composite(const TableReader& reader) {
    return reader.has(kAll.name) || reader.has(kAny.name) || reader.has(kNot.name);
}

bool has_field(const TableReader& reader) {
    const auto is_there = [&reader](const TriggerField& field) { return reader.has(field.key.name); };
    return reader.has(kWhere.name) || std::ranges::any_of(trigger_fields(), is_there);
}

Trigger composite(CompositeKind kind, std::vector<Trigger> children, std::string label) {
    if (children.size() == 1 && kind != CompositeKind::Not) {
        return std::move(children.front());
    }
    return {CompositeCondition{kind, std::move(children)}, std::move(label)};
}

/// The kinds that the conditions of an `all` are about together, as far as their types say.
EventKindSet kinds_of_all(const TomlArray& conditions, EventKindSet around) {
    EventKindSet kinds = around;
    for (const TomlValue& condition : conditions) {
        const auto* table = condition.as<TomlTable>();
        const TomlEntry* type = table == nullptr ? nullptr : table->find(kType.name);
        const auto* name = type == nullptr ? nullptr : type->value.as<std::string>();
        if (const TriggerType* known = name == nullptr ? nullptr : find_trigger_type(*name)) {
            kinds = kinds & known->kinds;
        }
    }
    return kinds.empty() ? around : kinds;  // that they exclude each other is said of the whole
}

}  // namespace

std::optional<Trigger> TriggerReader::read(const TomlTable& table, Position position) {
    is_sound_ = true;
    std::optional<Trigger> trigger = read_table(table, position, EventKindSet::all());
    if (trigger && only_excludes(*trigger)) {
        findings_.error(position,
                        "nearly every event makes this trigger true: it only says what must not be; write "
                        "beside it what is to happen: type = \"file_created\" (or type = \"any\", if every "
                        "event is meant)");
        return std::nullopt;
    }
    return trigger;
}

std::optional<Trigger> TriggerReader::read_table(const TomlTable& table, Position position,
                                                 EventKindSet kinds) {
    if (depth_ >= kMaximumDepth) {
        findings_.error(position, "the trigger is nested more than " + std::to_string(kMaximumDepth) +
                                      " deep; write it with fewer levels, or as several rules");
        is_sound_ = false;
        return std::nullopt;
    }
    ++depth_;
    TableReader reader(table, position, depth_ == 1 ? "the trigger" : "this condition", findings_);
    Conditions conditions;
    read_conditions(reader, kinds, conditions);
    --depth_;
    if (!is_sound_ || conditions.empty()) {
        return std::nullopt;
    }
    Trigger trigger = composite(CompositeKind::All, std::move(conditions), {});
    refuse_the_impossible(trigger, reader);
    return is_sound_ ? std::optional(std::move(trigger)) : std::nullopt;
}

void TriggerReader::read_conditions(TableReader& reader, EventKindSet kinds, Conditions& conditions) {
    const EventKindSet own_kinds = read_type(reader, kinds, conditions);
    read_fields(reader, own_kinds, conditions);
    read_list(reader, kAll, own_kinds, conditions);
    read_list(reader, kAny, own_kinds, conditions);
    read_not(reader, own_kinds, conditions);
    reader.finish();
    if (depth_ == 1 && !reader.has(kType.name) && !has_composite(reader) && has_field(reader)) {
        refuse_missing_type(reader);
    } else if (is_sound_ && conditions.empty()) {
        findings_.error(reader.position(), reader.owner() + " is empty; write: type = \"file_created\"");
        is_sound_ = false;
    }
}

void TriggerReader::refuse_missing_type(const TableReader& reader) {
    EventKindSet kinds;
    for (const TriggerField& field : trigger_fields()) {
        kinds = reader.has(field.key.name) ? kinds | field.kinds : kinds;
    }
    const bool is_of_files = kinds.empty() || kinds == kFileKinds;
    findings_.error(reader.position(),
                    is_of_files ? "the trigger has no `type`; write: type = \"file_created\", or type = "
                                  "\"file\" for whatever happens to a file"
                                : "the trigger has no `type`; write: type = \"any\", or which of " +
                                      key_list(trigger_type_names()) + " it is");
    is_sound_ = false;
}

EventKindSet TriggerReader::read_type(TableReader& reader, EventKindSet around, Conditions& conditions) {
    const TextList names = reader.texts(kType);
    is_sound_ = is_sound_ && names.is_sound;
    if (names.texts.empty()) {
        return around;
    }
    EventKindSet kinds;
    std::string label;
    for (const Located<std::string>& name : names.texts) {
        const std::optional<EventKindSet> named = read_type_name(name);
        if (!named) {
            return EventKindSet::all();  // which fields would be valid is not known
        }
        kinds = kinds | *named;
        label += (label.empty() ? "" : ", ") + value_text(name.value);
    }
    const bool is_list = names.texts.size() > 1;
    conditions.push_back(
        {KindCondition{kinds}, std::string(kType.name) + " = " + (is_list ? '[' + label + ']' : label)});
    return kinds;
}

std::optional<EventKindSet> TriggerReader::read_type_name(const Located<std::string>& name) {
    const TriggerType* type = find_trigger_type(name.value);
    if (type != nullptr) {
        return type->kinds;
    }
    is_sound_ = false;
    const TriggerType* meant = nearest_trigger_type(name.value);
    findings_.error(name.position, "there is no trigger type " + value_text(name.value) +
                                       (meant == nullptr ? "; it is one of: " + key_list(trigger_type_names())
                                                         : "; did you mean " + key_text(meant->name) + "?"));
    return meant == nullptr ? std::nullopt : std::optional(meant->kinds);
}

void TriggerReader::read_fields(TableReader& reader, EventKindSet kinds, Conditions& conditions) {
    FieldContext context{environment_, findings_, std::nullopt};
    if (const std::optional<bool> ignores = reader.boolean(kIgnoreCase)) {
        context.sensitivity = *ignores ? CaseSensitivity::Insensitive : CaseSensitivity::Sensitive;
    }
    is_sound_ = is_sound_ && (context.sensitivity || !reader.has(kIgnoreCase.name));
    for (const TriggerField& field : trigger_fields()) {
        is_sound_ = read_field(reader, field, context, conditions) && is_sound_;
        if (reader.has(field.key.name) && (field.kinds & kinds).empty()) {
            refuse_field(reader, field.key, kinds);
        }
    }
    if (const TomlTable* where = reader.table(kWhere)) {
        const Position position = reader.any(kWhere)->position;
        is_sound_ =
            WhereReader(context.sensitivity, findings_).read(*where, position, conditions) && is_sound_;
    } else {
        is_sound_ = is_sound_ && !reader.has(kWhere.name);
    }
}

void TriggerReader::refuse_field(TableReader& reader, const Key& key, EventKindSet kinds) {
    is_sound_ = false;
    reader.report_key(key.name, key_text(key.name) + " is no field of " + name_of_kinds(kinds) +
                                    "; they have: " + key_list(field_names(kinds)));
}

void TriggerReader::read_list(TableReader& reader, const Key& key, EventKindSet kinds,
                              Conditions& conditions) {
    const TomlValue* value = reader.any(key);
    if (value == nullptr) {
        return;
    }
    const auto* array = value->as<TomlArray>();
    if (array == nullptr) {
        reader.report_wrong(key, *value, "an array of conditions");
        is_sound_ = false;
        return;
    }
    const bool is_all = key.name == kAll.name;
    if (array->empty()) {
        findings_.error(value->position, key_text(key.name) + " has no condition in it, so it " +
                                             (is_all ? "says nothing" : "is never true") + "; write: " +
                                             std::string(key.name) + " = " + std::string(key.example));
        is_sound_ = false;
        return;
    }
    const EventKindSet child_kinds = is_all ? kinds_of_all(*array, kinds) : kinds;
    std::vector<Trigger> children;
    for (const TomlValue& element : *array) {
        const auto* table = element.as<TomlTable>();
        if (table == nullptr) {
            reader.report_wrong(key, element, "an array of tables");
            is_sound_ = false;
        } else if (std::optional<Trigger> child = read_table(*table, element.position, child_kinds)) {
            children.push_back(std::move(*child));
        }
    }
    conditions.push_back(composite(is_all ? CompositeKind::All : CompositeKind::Any, std::move(children),
                                   std::string(key.name)));
}

void TriggerReader::read_not(TableReader& reader, EventKindSet kinds, Conditions& conditions) {
    const TomlTable* table = reader.table(kNot);
    if (table == nullptr) {
        is_sound_ = is_sound_ && !reader.has(kNot.name);
        return;
    }
    if (std::optional<Trigger> child = read_table(*table, reader.any(kNot)->position, kinds)) {
        std::vector<Trigger> children;
        children.push_back(std::move(*child));
        conditions.push_back(composite(CompositeKind::Not, std::move(children), std::string(kNot.name)));
    }
}

void TriggerReader::refuse_the_impossible(const Trigger& trigger, const TableReader& reader) {
    const std::string reason = why_never_true(trigger);
    if (!reason.empty()) {
        findings_.error(reader.position(), reader.owner() + " can never be true: " + reason);
        is_sound_ = false;
    }
}

}  // namespace wee
