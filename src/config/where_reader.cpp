#include "config/where_reader.h"

#include <algorithm>
#include <limits>

#include "config/field_value.h"
#include "config/trigger_check.h"
#include "config/trigger_fields.h"
#include "config/where_operators.h"

namespace wee {
namespace {

constexpr Key kExists{"exists", "true"};
constexpr Key kIgnoreCase{"ignore_case", "true"};
constexpr Key kGreater{"greater", "0"};
constexpr Key kLess{"less", "100"};

constexpr double kLargest = std::numeric_limits<double>::max();

Trigger all_of(std::vector<Trigger> conditions) {
    if (conditions.size() == 1) {
        return std::move(conditions.front());
    }
    return {CompositeCondition{CompositeKind::All, std::move(conditions)}};
}

}  // namespace

bool WhereReader::read(const TomlTable& where, Position position, Conditions& conditions) {
    if (where.entries.empty()) {
        findings_.error(position, "`where` is empty; write: where = { exit_code = { greater = 0 } }");
        return false;
    }
    bool is_sound = true;
    for (const TomlEntry& entry : where.entries) {
        is_sound = read_entry(entry, conditions) && is_sound;
    }
    return is_sound;
}

bool WhereReader::read_entry(const TomlEntry& entry, Conditions& conditions) {
    if (entry.key == kIgnoreCase.name) {
        findings_.error(
            entry.key_position,
            "`ignore_case` stands beside `where`, or beside an operator; write: where = { title = { "
            "contains = \"text\", ignore_case = true } }");
        return false;
    }
    warn_of_field_slip(entry.key, entry.key_position, findings_);
    name_ = "where." + entry.key;
    field_ = FieldName::of(entry.key);
    Conditions wanted;
    if (!read_wanted(entry, wanted)) {
        return false;
    }
    Trigger condition = all_of(std::move(wanted));
    if (const std::string reason = why_never_true(condition); !reason.empty()) {
        findings_.error(entry.key_position, "this can never be true: " + reason);
        return false;
    }
    conditions.push_back(std::move(condition));
    return true;
}

bool WhereReader::read_wanted(const TomlEntry& entry, Conditions& conditions) {
    if (const auto* table = entry.value.as<TomlTable>()) {
        return read_operators(*table, entry.value.position, conditions);
    }
    const TextOperator& equals = text_operators().front();
    std::optional<Trigger> condition =
        read_comparison({equals, field_, sensitivity_, name_ + " = "}, entry.value, findings_);
    if (!condition) {
        return false;
    }
    conditions.push_back(std::move(*condition));
    return true;
}

bool WhereReader::read_operators(const TomlTable& table, Position position, Conditions& conditions) {
    TableReader reader(table, position, key_text(name_), findings_);
    bool is_sound = read_text_operators(reader, conditions);
    is_sound = read_number_operators(reader, conditions) && is_sound;
    is_sound = read_exists(reader, conditions) && is_sound;
    reader.finish();
    const bool has_operator = table.entries.size() > (reader.has(kIgnoreCase.name) ? 1U : 0U);
    if (!has_operator) {
        findings_.error(position, key_text(name_) + " has no operator; write: " + name_.substr(6) +
                                      " = { equals = \"text\" }");
        return false;
    }
    return is_sound;
}

bool WhereReader::read_text_operators(TableReader& reader, Conditions& conditions) {
    CaseSensitivity sensitivity = sensitivity_;
    if (const std::optional<bool> ignores = reader.boolean(kIgnoreCase)) {
        sensitivity = *ignores ? CaseSensitivity::Insensitive : CaseSensitivity::Sensitive;
    }
    bool is_sound = true;
    for (const TextOperator& operation : text_operators()) {
        const TomlValue* value = reader.any(operation.key);
        if (value == nullptr) {
            continue;
        }
        const std::string label = name_ + '.' + std::string(operation.key.name) + " = ";
        if (auto condition = read_comparison({operation, field_, sensitivity, label}, *value, findings_)) {
            conditions.push_back(std::move(*condition));
        } else {
            is_sound = false;
        }
    }
    return is_sound;
}

bool WhereReader::read_number_operators(TableReader& reader, Conditions& conditions) {
    using enum NumberCondition::Relation;
    bool is_sound = true;
    for (const auto& [key, relation] : {std::pair(kGreater, Greater), std::pair(kLess, Less)}) {
        if (const std::optional<double> bound = reader.number(key, -kLargest, kLargest)) {
            conditions.push_back({NumberCondition{field_, relation, *bound},
                                  name_ + '.' + std::string(key.name) + " = " + number_text(*bound)});
        } else {
            is_sound = is_sound && !reader.has(key.name);
        }
    }
    return is_sound;
}

bool WhereReader::read_exists(TableReader& reader, Conditions& conditions) {
    const std::optional<bool> exists = reader.boolean(kExists);
    if (!exists) {
        return !reader.has(kExists.name);
    }
    const std::string label = name_ + ".exists = ";
    Trigger condition{ExistsCondition{field_}, label + "true"};
    if (*exists) {
        conditions.push_back(std::move(condition));
    } else {
        std::vector<Trigger> negated;
        negated.push_back(std::move(condition));
        conditions.push_back({CompositeCondition{CompositeKind::Not, std::move(negated)}, label + "false"});
    }
    return true;
}

}  // namespace wee
