#include "config/trigger_reader.h"

#include <algorithm>

#include "config/path_pattern.h"

namespace wee {
namespace {

constexpr Key kType{"type", "\"file_created\""};
constexpr Key kPattern{"pattern", "\"*.txt\""};
constexpr Key kPath{"path", "\"/home/me/inbox\""};
constexpr Key kAll{"all", "[{ type = \"file\" }, { pattern = \"*.txt\" }]"};
constexpr Key kAny{"any", "[{ type = \"file_created\" }, { type = \"file_renamed\" }]"};
constexpr Key kNot{"not", "{ pattern = \"*.tmp\" }"};

bool has_composite(const TableReader& reader) {
    return reader.has(kAll.name) || reader.has(kAny.name) || reader.has(kNot.name);
}

Trigger combine(CompositeKind kind, std::vector<Trigger> children) {
    if (children.size() == 1 && kind != CompositeKind::Not) {
        return std::move(children.front());
    }
    return {CompositeCondition{kind, std::move(children)}};
}

}  // namespace

std::optional<Trigger> TriggerReader::read(const TomlTable& table, Position position) {
    is_sound_ = true;
    return read_table(table, position);
}

std::optional<Trigger> TriggerReader::read_table(const TomlTable& table, Position position) {
    if (depth_ >= kMaximumDepth) {
        findings_.error(position, "the trigger is nested more than " + std::to_string(kMaximumDepth) +
                                      " deep; write it with fewer levels, or as several rules");
        is_sound_ = false;
        return std::nullopt;
    }
    ++depth_;
    TableReader reader(table, position, depth_ == 1 ? "the trigger" : "this condition", findings_);
    Conditions conditions;
    if (table.entries.empty()) {
        findings_.error(position, reader.owner() + " is empty; write: type = \"file_created\"");
        is_sound_ = false;
    } else {
        read_type_and_fields(reader, conditions);
        read_composites(reader, conditions);
        reader.finish();
    }
    --depth_;
    if (!is_sound_) {
        return std::nullopt;
    }
    return combine(CompositeKind::All, std::move(conditions));
}

void TriggerReader::read_type_and_fields(TableReader& reader, Conditions& conditions) {
    const bool has_type = reader.has(kType.name);
    const TriggerType* type = read_type(reader);
    if (type != nullptr) {
        conditions.push_back({KindCondition{type->kinds}});
    }
    const bool has_file_fields = reader.has(kPattern.name) || reader.has(kPath.name);
    if (!has_type && depth_ == 1 && !has_composite(reader) && has_file_fields) {
        findings_.error(reader.position(),
                        "the trigger has no `type`; write: type = \"file_created\", or type = \"file\" "
                        "for whatever happens to a file");
        is_sound_ = false;
    }
    if (has_type && type == nullptr) {
        is_sound_ = false;  // which fields would be valid is not known
        for (const TriggerField& field : trigger_fields()) {
            reader.any(field.key);
        }
        return;
    }
    if (type == nullptr || type->family == TriggerFamily::File) {
        read_file_fields(reader, conditions);
    } else {
        refuse_untestable_fields(reader, *type);
        warn_of_foreign_type(reader, *type);
    }
    refuse_other_fields(reader, type);
}

const TriggerType* TriggerReader::read_type(TableReader& reader) {
    const std::optional<Located<std::string>> name = reader.text(kType);
    if (!name) {
        return nullptr;
    }
    const TriggerType* type = find_trigger_type(name->value);
    if (type == nullptr) {
        const std::vector<std::string_view> names = trigger_type_names();
        const std::string near = suggestion(name->value, names);
        findings_.error(name->position, "there is no trigger type " + value_text(name->value) +
                                            (near.empty() ? "; it is one of: " + key_list(names) : near));
    }
    return type;
}

void TriggerReader::read_file_fields(TableReader& reader, Conditions& conditions) {
    read_any_of(reader, kPattern, conditions);
    read_any_of(reader, kPath, conditions);
}

void TriggerReader::refuse_other_fields(TableReader& reader, const TriggerType* type) {
    const TriggerFamily family = type == nullptr ? TriggerFamily::File : type->family;
    for (const TriggerField& field : trigger_fields()) {
        if (field.belongs_to(family) || !reader.has(field.key.name)) {
            continue;
        }
        reader.any(field.key);
        is_sound_ = false;
        const std::string key = key_text(field.key.name);
        if (type == nullptr) {
            reader.report_key(field.key.name,
                              key + " needs a `type` beside it; write, for example: type = \"" +
                                  std::string(family_name(field.families.front())) + "_...\"");
        } else {
            reader.report_key(field.key.name, key + " is no field of " + std::string(family_name(family)) +
                                                  " events; " + key_text(type->name) +
                                                  " has: " + key_list(field_names(family)));
        }
    }
}

void TriggerReader::refuse_untestable_fields(TableReader& reader, const TriggerType& type) {
    for (const TriggerField& field : trigger_fields()) {
        if (!field.belongs_to(type.family) || !reader.has(field.key.name)) {
            continue;
        }
        is_sound_ = false;
        if (field.type == FieldType::Number) {
            reader.integer(field.key, 1, INT32_MAX);
        } else {
            reader.texts(field.key);
        }
        reader.report_key(field.key.name,
                          "this build cannot test " + key_text(field.key.name) +
                              " yet, and will not ignore it in silence; take the key or the rule out");
    }
}

void TriggerReader::warn_of_foreign_type(const TableReader& reader, const TriggerType& type) {
    has_foreign_type_ = true;
    findings_.warning(
        reader.position_of(kType.name),
        "no source of this build gives " + key_text(type.name) +
            " events yet, so this never happens; fields beyond the kind come with the full trigger language");
}

void TriggerReader::read_any_of(TableReader& reader, const Key& key, Conditions& conditions) {
    const TextList list = reader.texts(key);
    is_sound_ = is_sound_ && list.is_sound;
    if (list.texts.empty()) {
        return;
    }
    std::vector<Trigger> alternatives;
    for (const Located<std::string>& text : list.texts) {
        if (std::optional<Trigger> condition = read_field(key, text)) {
            alternatives.push_back(std::move(*condition));
        } else {
            is_sound_ = false;
        }
    }
    conditions.push_back(combine(CompositeKind::Any, std::move(alternatives)));
}

std::optional<Trigger> TriggerReader::read_field(const Key& key, const Located<std::string>& text) {
    return key.name == kPattern.name ? pattern_condition(text, findings_)
                                     : path_condition(text, environment_, findings_);
}

void TriggerReader::read_composites(TableReader& reader, Conditions& conditions) {
    read_list(reader, kAll, CompositeKind::All, conditions);
    read_list(reader, kAny, CompositeKind::Any, conditions);
    read_not(reader, conditions);
}

void TriggerReader::read_list(TableReader& reader, const Key& key, CompositeKind kind,
                              Conditions& conditions) {
    const TomlValue* value = reader.any(key);
    if (value == nullptr) {
        return;
    }
    const auto* array = value->as<TomlArray>();
    if (array == nullptr || array->empty()) {
        reader.report_wrong(key, *value, "an array of at least one condition");
        is_sound_ = false;
        return;
    }
    std::vector<Trigger> children;
    for (const TomlValue& element : *array) {
        const auto* table = element.as<TomlTable>();
        if (table == nullptr) {
            reader.report_wrong(key, element, "an array of tables");
            is_sound_ = false;
        } else if (std::optional<Trigger> child = read_table(*table, element.position)) {
            children.push_back(std::move(*child));
        }
    }
    conditions.push_back(combine(kind, std::move(children)));
}

void TriggerReader::read_not(TableReader& reader, Conditions& conditions) {
    const TomlTable* table = reader.table(kNot);
    if (table == nullptr) {
        is_sound_ = is_sound_ && !reader.has(kNot.name);
        return;
    }
    if (std::optional<Trigger> child = read_table(*table, reader.any(kNot)->position)) {
        std::vector<Trigger> children;
        children.push_back(std::move(*child));
        conditions.push_back(combine(CompositeKind::Not, std::move(children)));
    }
}

}  // namespace wee
